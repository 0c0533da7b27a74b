import { describe, expect, it } from 'vitest';
import { sensibleLength, TRIM } from './trim';

const pieces = [
  ' the',
  ' list',
  ' com',
  'prehension',
  ',',
  ' zebra',
  'saurus',
  "'s",
  'value',
  ' can',
  "'t",
  "'m",
];
const tokenizer = { piece: (id: number) => pieces[id]! };
const draft = (tokens: number[], logProbs: number[], logScores?: number[]) => ({
  tokens,
  logProbs,
  score: -1,
  finished: false,
  ...(logScores && { logScores }),
});
const length = (...parts: Parameters<typeof draft>) => sensibleLength(draft(...parts), tokenizer, TRIM);

describe('sensibleLength', () => {
  it('keeps a draft whose words are all likely', () => {
    expect(length([0, 1, 2, 3, 4], [-1, -2, -1, -0.1, -1])).toBe(5);
  });

  it('ends before a word that is unlikely as a whole, however many tokens it has', () => {
    expect(length([0, 1, 2, 3], [-0.1, -0.1, -4, -3.5])).toBe(2);
    expect(length([0, 1, 5], [-0.1, -0.1, -8])).toBe(2);
  });

  it('ends where the mean falls too low', () => {
    expect(length([0, 1, 1, 0], [-2, -5, -6, -1])).toBe(2);
  });

  it('never takes the first word away', () => {
    expect(length([5, 0], [-20, -1])).toBe(1);
    expect(length([2, 3], [-9, -9])).toBe(2);
  });

  it('believes the n-grams where they know better than the model', () => {
    expect(length([0, 1, 5], [-0.1, -0.1, -8], [-0.1, -0.1, -0.5])).toBe(3);
  });

  it('asks more of words that only shared rows tell of', () => {
    expect(length([0, 1, 5], [-0.1, -0.1, -1.6], [-0.1, -0.1, -1.6])).toBe(3);
    expect(length([0, 1, 5], [-0.1, -0.1], [-0.1, -0.1, -1.6])).toBe(2);
    expect(length([0, 1, 5], [-0.1, -0.1], [-0.1, -0.1, -0.9])).toBe(3);
  });

  it('lets pass what is not known', () => {
    expect(length([0, 1, 5], [])).toBe(3);
    expect(length([0, 1, 5], [-0.1, -0.1])).toBe(3);
  });

  it('ends before what is glued to a contraction, in the first word too', () => {
    const sure = (n: number) => Array.from({ length: n }, () => -0.1);
    expect(length([0, 6, 7, 8, 1], sure(5))).toBe(3);
    expect(length([9, 10, 11], sure(3))).toBe(2);
    expect(length([9, 10, 1], sure(3))).toBe(3);
    expect(length([9, 10, 4], sure(3))).toBe(3);
  });

  it('leaves a first word out that goes on with shared rows which hardly support it', () => {
    expect(length([2, 3], [-0.1], [-0.1, -1.6])).toBe(0);
    expect(length([2, 3, 0], [-0.1], [-0.1, -1.6, -0.1])).toBe(0);
    expect(length([2, 3], [-0.1], [-0.1, -0.4])).toBe(2);
  });
});
