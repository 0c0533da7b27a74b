import { seededRandom } from '@superposed/decoding/random';
import { expect, it } from 'vitest';
import { fitLogistic, predict } from './logistic';

it('finds the weights that made the outcomes', () => {
  const random = seededRandom(1);
  const truth = { intercept: -0.5, weights: [2, -1] };
  const rows = Array.from({ length: 20_000 }, () => [4 * random() - 2, 4 * random() - 2]);
  const outcomes = rows.map((row) => random() < predict(truth, row));
  const { intercept, weights } = fitLogistic(rows, outcomes);
  expect(intercept).toBeCloseTo(-0.5, 1);
  expect(weights[0]).toBeCloseTo(2, 0);
  expect(weights[1]).toBeCloseTo(-1, 0);
});

it('is no worse for a feature that never changes', () => {
  const { intercept, weights } = fitLogistic([[0], [0], [0], [0]], [true, false, false, false]);
  expect(predict({ intercept, weights }, [0])).toBeCloseTo(0.25, 4);
});

it('needs the pivots of its elimination', () => {
  const rows = [[1000], [1001], [1002], [1003]];
  const fitted = fitLogistic(rows, [false, true, false, true]);
  expect(predict(fitted, [1003])).toBeGreaterThan(predict(fitted, [1000]));
});
