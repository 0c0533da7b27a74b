import { expect, it } from 'vitest';
import { cellBytes, rowCount, totalCode, totalOf } from './format';

it('keeps totals within 5%', () => {
  for (const total of [1, 2, 3, 10, 999, 123_456, 2 ** 31 - 1]) {
    expect(Math.abs(Math.log(totalOf(totalCode(total)) / total))).toBeLessThan(0.05);
  }
  expect(totalCode(0)).toBe(0);
});

it('gives each token a row in shard 0 and in one other', () => {
  for (const [vocabulary, shards] of [
    [10, 4],
    [9, 4],
    [2, 6],
    [7, 2],
  ] as const) {
    expect(rowCount(vocabulary, 0, shards)).toBe(vocabulary);
    const others = Array.from({ length: shards - 1 }, (_, i) => rowCount(vocabulary, i + 1, shards));
    expect(others.reduce((sum, rows) => sum + rows, 0)).toBe(vocabulary);
  }
});

it('leaves room for reading three bytes at the last cell', () => {
  expect(cellBytes(0, 15)).toBe(0);
  expect(cellBytes(8, 15)).toBe(17);
  expect(cellBytes(3, 16)).toBe(8);
});
