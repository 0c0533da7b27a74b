import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLinear } from './linear-fit';

const row = (...values: number[]) => Float32Array.from(values);

it('finds the weights that made the targets', () => {
  const rows = Array.from({ length: 50 }, (_, i) => row(Math.sin(i), Math.cos(3 * i), (i % 5) / 5));
  const made = ([a, b, c]: Float32Array) => 2 * a! - b! + 4 * c! + 7;
  const fitted = fitLinear(
    3,
    rows.map((each) => [each, made(each)] as const),
  );
  for (const each of [...rows, row(0.3, -0.2, 0.9)]) expect(fitted(each)).toBeCloseTo(made(each), 1);
});

it('fits the mean where the rows tell nothing', () => {
  const fitted = fitLinear(2, [
    [row(0, 0), 1],
    [row(0, 0), 4],
  ]);
  expect(fitted(row(0, 0))).toBeCloseTo(2.5, 5);
  expect(fitted(row(9, 9))).toBeCloseTo(2.5, 5);
});

it('takes columns that say the same, and no samples at all', () => {
  const twice = fitLinear(
    2,
    Array.from({ length: 9 }, (_, i) => [row(i, i), 3 * i] as const),
  );
  expect(twice(row(4, 4))).toBeCloseTo(12, 0);
  expect(fitLinear(2, [])(row(1, 2))).toBe(0);
});

it('reads each row before the next one is written over it', () => {
  const shared = row(0);
  const samples = function* () {
    for (let i = 0; i < 9; i++) {
      shared[0] = i;
      yield [shared, 5 * i] as const;
    }
  };
  expect(fitLinear(1, samples())(row(6))).toBeCloseTo(30, 0);
});

it('gives numbers for any samples', () => {
  const value = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 });
  const sample = fc.tuple(fc.array(value, { minLength: 3, maxLength: 3 }), value);
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 8 }), (samples) => {
      const fitted = fitLinear(
        3,
        samples.map(([values, target]) => [row(...values), target] as const),
      );
      for (const [values] of samples) expect(fitted(row(...values))).not.toBeNaN();
    }),
  );
});
