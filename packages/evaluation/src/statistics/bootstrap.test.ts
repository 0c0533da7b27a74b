import { seededRandom } from '@superposed/decoding/random';
import { expect, it } from 'vitest';
import { bootstrapInterval, mean } from './bootstrap';

it('draws the same numbers for the same seed, evenly', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 4000 }, random);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(Math.min(...draw(7))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draw(7))).toBeLessThan(1);
  expect(mean(draw(7))).toBeCloseTo(0.5, 1);
});

it('lays an interval about as wide as the theory says around the mean', () => {
  const values = Array.from({ length: 400 }, (_, i) => i % 2);
  const [low, high] = bootstrapInterval(values, 1);
  // 1.96 × 0.5 / √400
  expect(low).toBeCloseTo(0.5 - 0.049, 1.7);
  expect(high).toBeCloseTo(0.5 + 0.049, 1.7);
  expect(bootstrapInterval(values, 1)).toEqual([low, high]);
  expect(bootstrapInterval([2, 2], 1)).toEqual([2, 2]);
});
