import { expect, test } from 'vitest';
import { axisEnd, duration, geometricMean, median, percent } from './numbers';

test.each([
  [0, '0%'],
  [0.004, '<1%'],
  [0.126, '13%'],
  [1, '100%'],
])('percent of %s is %s', (share, text) => expect(percent(share)).toBe(text));

test.each([
  [0, '0'],
  [3.25, '3.3 ms'],
  [45.4, '45 ms'],
  [1234, '1.2 s'],
])('a duration of %s is %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test('medians of odd and even numbers of values', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a geometric mean', () => {
  expect(geometricMean([2, 8])).toBeCloseTo(4);
  expect(geometricMean([])).toBeNaN();
});

test.each([
  [37, 50],
  [100, 100],
  [101, 200],
  [0.7, 1],
])('an axis to %s ends at %s', (value, end) => expect(axisEnd(value)).toBeCloseTo(end));
