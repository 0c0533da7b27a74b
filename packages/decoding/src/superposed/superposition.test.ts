import fc from 'fast-check';
import { expect, it } from 'vitest';
import { superpose } from './superposition';

const draft = fc.record({
  tokens: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  score: fc.oneof(fc.double({ min: -2000, max: 0, noNaN: true }), fc.constant(-Infinity)),
});

it('has weights above 0 that sum to 1, one a token', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 1, maxLength: 10 }),
      fc.constantFrom(0, 1, 2),
      (drafts, exponent) => {
        const { tokens, weights } = superpose([{ tokens: [7], score: -3 }, ...drafts], exponent);
        expect(new Set(tokens).size).toBe(tokens.length);
        expect(weights).toHaveLength(tokens.length);
        for (const weight of weights) expect(weight).toBeGreaterThan(0);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      },
    ),
  );
});

it('weighs by the softmax of the scores', () => {
  const drafts = [
    { tokens: [1, 4], score: Math.log(0.6) - 900 },
    { tokens: [1, 5], score: Math.log(0.2) - 900 },
  ];
  expect(superpose(drafts, 1).tokens).toEqual([4, 5]);
  expect(superpose(drafts, 1).weights[0]).toBeCloseTo(0.75, 9);
  expect(superpose(drafts, 2).weights[0]).toBeCloseTo(0.9, 9);
});

it('adds up drafts that end in the same token', () => {
  const drafts = [
    { tokens: [1, 4], score: -1 },
    { tokens: [2, 4], score: -1 },
    { tokens: [2, 5], score: -1 },
  ];
  const { tokens, weights } = superpose(drafts, 1);
  expect(tokens).toEqual([4, 5]);
  expect(weights[0]).toBeCloseTo(2 / 3, 9);
});

it('leaves out what float32 would not feel', () => {
  const drafts = [
    { tokens: [4], score: 0 },
    { tokens: [5], score: -200 },
    { tokens: [6], score: -Infinity },
  ];
  expect(superpose(drafts, 1)).toEqual({ tokens: [4], weights: [1] });
});

it('is empty without drafts', () => {
  expect(superpose([], 1)).toEqual({ tokens: [], weights: [] });
});
