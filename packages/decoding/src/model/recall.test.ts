import { describe, expect, it } from 'vitest';
import { combineRecalls, withRecall } from './recall';

const recall = (share: number, ...next: [id: number, probability: number][]) => ({
  share,
  next: next.map(([id, probability]) => ({ id, probability })),
});

describe('recalls', () => {
  it('are one where only one is known, and none where none is', () => {
    const one = recall(0.5, [1, 1]);
    expect(combineRecalls([null, one])).toBe(one);
    expect(combineRecalls([null, null])).toBeNull();
  });

  it('share what those before them leave', () => {
    const both = combineRecalls([recall(0.5, [1, 1]), recall(0.4, [1, 0.25], [2, 0.75])])!;
    expect(both.share).toBeCloseTo(0.7, 9);
    expect(both.next.map(({ id }) => id)).toEqual([1, 2]);
    // .5 of the first, and .5 · .4 · .25 of the second.
    expect(both.next[0]!.probability * both.share).toBeCloseTo(0.55, 9);
    expect(both.next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  it('take their share of a score', () => {
    const scores = Float64Array.of(Math.log(0.6), Math.log(0.1), -Infinity);
    const mixed = withRecall(scores, [7, 8, 9], recall(0.5, [9, 0.8], [8, 0.2]));
    expect(Array.from(mixed, Math.exp)).toEqual([
      expect.closeTo(0.3, 9),
      expect.closeTo(0.15, 9),
      expect.closeTo(0.4, 9),
    ]);
  });
});
