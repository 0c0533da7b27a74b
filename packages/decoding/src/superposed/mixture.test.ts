import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreed, mix } from './mixture';

const MIXTURES = [[1], [0.8, 0.2], [0.5, 0.1, 0.4]];
const orders = (...rows: number[][]) => rows.map((row) => Float32Array.from(row));

describe('mix', () => {
  const p = Float32Array.of(0.5, 0.25);

  it('takes the weights of the longest context that knows any of the tokens', () => {
    const two = mix(p, orders([0.1, 0], [0, 0.5]), MIXTURES, 1);
    expect([...two].map(Math.exp)).toEqual([expect.closeTo(0.26, 6), expect.closeTo(0.325, 6)]);
    const one = mix(p, orders([0.1, 0], [0, 0]), MIXTURES, 1);
    expect([...one].map(Math.exp)).toEqual([expect.closeTo(0.42, 6), expect.closeTo(0.2, 6)]);
  });

  it('is the model alone where no context is known', () => {
    expect([...mix(p, orders([0, 0], [0, 0]), MIXTURES, 9)].map(Math.exp)).toEqual([
      expect.closeTo(0.5, 6),
      expect.closeTo(0.25, 6),
    ]);
    expect(Math.exp(mix(p, [], MIXTURES, 1)[0]!)).toBeCloseTo(0.5, 6);
  });

  it('has nothing for a token that neither knows', () => {
    expect(mix(Float32Array.of(0, 1), orders([0, 1]), MIXTURES, 1)[0]).toBe(-Infinity);
  });

  it('leans to the n-grams by the boost', () => {
    const [score] = mix(p, orders([0.1, 0]), MIXTURES, 4);
    expect(Math.exp(score!)).toBeCloseTo((0.8 * 0.5 + 0.8 * 0.1) / 1.6, 6);
  });

  it('lies between the least and the most of what it mixes', () => {
    const share = fc.float({ min: Math.fround(1e-3), max: 1, noNaN: true });
    const property = fc.property(share, share, share, share, (model, a, b, boost) => {
      const score = Math.exp(mix(Float32Array.of(model), orders([a], [b]), MIXTURES, 10 * boost)[0]!);
      expect(score).toBeGreaterThanOrEqual(Math.min(model, a, b) * (1 - 1e-6));
      expect(score).toBeLessThanOrEqual(Math.max(model, a, b) * (1 + 1e-6));
    });
    fc.assert(property);
  });
});

describe('agreed', () => {
  it('leaves a row about another draft what the n-grams of this one know as well, after any context', () => {
    const p = Float32Array.of(0.8, 0.1, 0.05);
    const [unknown, known, byMore] = agreed(p, orders([0.001, 0.01, 0], [0, 0, 0.3]));
    expect(unknown).toBeCloseTo(0.04, 6);
    expect(known).toBeCloseTo(0.1, 6);
    expect(byMore).toBeCloseTo(0.05, 6);
  });

  it('leaves next to nothing of it where there are no n-grams', () => {
    expect([...agreed(Float32Array.of(0.5, 1), [])]).toEqual([
      expect.closeTo(0.025, 6),
      expect.closeTo(0.05, 6),
    ]);
  });
});
