import { describe, expect, it } from 'vitest';
import { p90, ratioOf, round } from './statistics';

describe('p90', () => {
  it('is the value that nine of ten do not pass', () => {
    expect(p90([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toBe(9);
    expect(p90([5])).toBe(5);
    expect(p90([])).toBeNaN();
  });
});

describe('ratioOf', () => {
  it('divides medians, within an interval', () => {
    const values = Array.from({ length: 30 }, (_, i) => 20 + (i % 3));
    const others = Array.from({ length: 30 }, (_, i) => 10 + (i % 3));
    const { value, low, high } = ratioOf(values, others);
    expect(value).toBeCloseTo(21 / 11);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  });

  it('has no width where every run is the same, and is the same every time', () => {
    expect(ratioOf([4, 4, 4], [2, 2, 2])).toEqual({ value: 2, low: 2, high: 2 });
    const noisy = [3, 5, 9, 4, 8, 7];
    expect(ratioOf(noisy, [1, 2, 3, 1, 2, 3])).toEqual(ratioOf(noisy, [1, 2, 3, 1, 2, 3]));
  });

  it('wants as many of both', () => {
    expect(() => ratioOf([1, 2], [1])).toThrow(RangeError);
    expect(() => ratioOf([], [])).toThrow(RangeError);
  });
});

it('rounds to what can be told', () => {
  expect([1.23456, 12.3456, 123.456, 1234.56].map(round)).toEqual([1.23, 12.3, 123.5, 1235]);
});
