import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate, topProbabilities } from './scores';
import { nextTokens } from '../model/scripted-model.fixture';

const logits = fc.array(fc.float({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 64 });
const log = { interpolation: 'log', lambdas: [0.25, 0.25], penalty: 200 } as const;
const linear = { ...log, interpolation: 'linear' } as const;

describe('topProbabilities', () => {
  it('sums to 1 over the best m, best first', () => {
    fc.assert(
      fc.property(
        logits,
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(0.06, 0.12, 1),
        (values, m, tau) => {
          const p = topProbabilities(nextTokens(values), m, tau);
          expect(p).toHaveLength(Math.min(m, values.length));
          expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
          expect([...p]).toEqual([...p].sort((a, b) => b - a));
        },
      ),
    );
  });

  it('is the softmax at the temperature', () => {
    const p = topProbabilities(nextTokens([0, Math.log(2) / 2, -5]), 2, 0.5);
    expect(p[0]).toBeCloseTo(2 / 3, 6);
    expect(p[1]).toBeCloseTo(1 / 3, 6);
  });

  it('has the grain of float32 far off, and nothing beyond it', () => {
    const [, denormal, gone] = topProbabilities(nextTokens([0, -101.38, -110]), 3, 1);
    expect(denormal).toBe(Math.fround(Math.exp(-101.38)));
    expect(Math.log(denormal!)).not.toBeCloseTo(-101.38, 2);
    expect(gone).toBe(0);
  });
});

describe('interpolate', () => {
  const p = Float32Array.of(0.5, 0.25, 0);

  it('is a weighted geometric mean with log interpolation', () => {
    const scores = interpolate(p, Float32Array.of(0.125, 0, 0.5), 0.5, log);
    expect(scores[0]).toBeCloseTo(Math.log(0.25), 6);
    expect(scores[1]).toBe(-Infinity);
    expect(scores[2]).toBe(-Infinity);
  });

  it('takes the penalty off where the n-grams know no token that the model has', () => {
    const scores = interpolate(p, Float32Array.of(0, 0, 0.5), 0.5, log);
    expect(scores[0]).toBeCloseTo(0.5 * Math.log(0.5) - 200, 6);
    expect(scores[1]).toBeCloseTo(0.5 * Math.log(0.25) - 200, 6);
    expect(scores[2]).toBe(-Infinity);
  });

  it('mixes with linear interpolation, by P / Σλ, without a penalty', () => {
    const scores = interpolate(p, Float32Array.of(0.25, 0, 0.5), 0.5, linear);
    expect(scores[0]).toBeCloseTo(Math.log(0.5), 6);
    expect(scores[1]).toBeCloseTo(Math.log(0.125), 6);
    expect(scores[2]).toBeCloseTo(Math.log(0.5), 6);
  });

  it.each([
    ['no n-grams', null, 0.5, log],
    ['no share', Float32Array.of(1, 1, 1), 0, log],
    ['no weights', Float32Array.of(0, 0, 0), 0.5, { ...log, lambdas: [] }],
  ])('is the model alone with %s', (_, ngram, alpha, options) => {
    expect([...interpolate(p, ngram, alpha, options)]).toEqual([Math.log(0.5), Math.log(0.25), -Infinity]);
  });

  it('is the n-grams alone with all the share', () => {
    expect([...interpolate(p, Float32Array.of(0.5, 0, 0.25), 1, log)]).toEqual([
      Math.log(0.5),
      -Infinity,
      Math.log(0.25),
    ]);
  });

  it('never makes a number that is none', () => {
    const weights = fc.float({ min: 0, max: 1, noNaN: true });
    const ngram = fc.array(fc.constantFrom(0, 0.001, 0.5), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(logits, ngram, weights, fc.constantFrom(log, linear), (values, known, alpha, options) => {
        const scores = interpolate(
          topProbabilities(nextTokens(values), 3, 0.06),
          Float32Array.from(known),
          alpha,
          options,
        );
        for (const score of scores) expect(score).toBeLessThanOrEqual(1e-6);
      }),
    );
  });
});
