import { describe, expect, it } from 'vitest';
import { alarmSum, moodFor } from './alarm';

const alarm = { tokens: [5, 9], weights: [2, -1], intercept: 0.5, silent: 3, wary: 1 };

describe('an alarm', () => {
  it('adds up the logits of its tokens', () => {
    expect(alarmSum(alarm, Float32Array.of(1, 3))).toBe(-0.5);
    expect(alarmSum(alarm, [4, 0])).toBe(8.5);
  });

  it('says nothing of a model that gave it no logits', () => {
    expect(alarmSum(alarm, undefined)).toBe(-Infinity);
    expect(alarmSum(alarm, Float32Array.of(9))).toBe(-Infinity);
    expect(moodFor(alarm, [-Infinity])).toBe('open');
  });

  it.each([
    [[-1, 0.9], 'open'],
    [[1, -4], 'wary'],
    [[0, 2.9], 'wary'],
    [[-4, 3], 'silent'],
    [[7, 1], 'silent'],
  ] as const)('meets a text by the greater of its sums: %j → %s', (sums, mood) => {
    expect(moodFor(alarm, sums)).toBe(mood);
  });
});
