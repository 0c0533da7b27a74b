import { describe, expect, it } from 'vitest';
import { makeQuantiser } from './quantise';

const counted = Float64Array.from({ length: 20_000 }, (_, i) => (1 + (i % 50)) / (50 + ((i * 7919) % 9000)));

describe('makeQuantiser', () => {
  it('keeps probabilities within a few percent with 64 levels', () => {
    const { levels, level } = makeQuantiser(counted, 64);
    let squares = 0;
    for (const p of counted) {
      const error = Math.log(levels[level(p)]! / p);
      expect(Math.abs(error)).toBeLessThan(0.25);
      squares += error * error;
    }
    expect(Math.sqrt(squares / counted.length)).toBeLessThan(0.05);
  });

  it('has ascending levels within 0 … 1, and picks the nearest', () => {
    const { levels, level } = makeQuantiser(counted, 32);
    expect([...levels]).toEqual([...levels].sort((a, b) => a - b));
    expect(levels[0]).toBeGreaterThan(0);
    expect(levels.at(-1)).toBeLessThanOrEqual(1);
    for (const p of [0.001, 0.01, 0.02, 0.5]) {
      const distances = Array.from(levels, (value) => Math.abs(Math.log(value / p)));
      expect(distances[level(p)]).toBeLessThan(Math.min(...distances) + 0.01);
    }
  });

  it('is exact where there are few values', () => {
    const { levels, level } = makeQuantiser(Float64Array.of(1, 1, 0.5, 0.125), 64);
    for (const p of [1, 0.5, 0.125]) expect(levels[level(p)]).toBeCloseTo(p, 6);
  });

  it('takes a single value, and none', () => {
    const { levels, level } = makeQuantiser(Float64Array.of(1), 4);
    expect(levels[level(1)]).toBeCloseTo(1, 6);
    expect(makeQuantiser(new Float64Array(0), 4).levels).toHaveLength(4);
  });
});
