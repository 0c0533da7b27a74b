import type { Row } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { layOutRows } from './row-inputs';

const limits = { vocabularySize: 100, positions: 32, capacity: 16 };
const plain = (id: number, position: number): Row => ({ tokens: [id], position });
const seen = (bias: Float32Array, row: number, total: number): number[] =>
  [...bias.subarray(row * total, (row + 1) * total)].flatMap((value, slot) => (value === 0 ? [slot] : []));

describe('layOutRows', () => {
  it('lays out causal rows after what is in the cache', () => {
    const inputs = layOutRows([plain(7, 2), { ...plain(8, 3), scored: true, targets: [9] }], 2, limits);
    expect(inputs).toMatchObject({ rows: 2, mix: 1, total: 4 });
    expect([...inputs.tokenIds]).toEqual([7, 8]);
    expect([...inputs.weights]).toEqual([1, 1]);
    expect([...inputs.scored]).toEqual([1]);
    expect([...inputs.targets]).toEqual([9]);
    expect(seen(inputs.bias, 0, 4)).toEqual([0, 1, 2]);
    expect(seen(inputs.bias, 1, 4)).toEqual([0, 1, 2, 3]);
  });

  it('pads superpositions of different sizes with weight 0', () => {
    const rows: Row[] = [{ tokens: [1, 2, 3], weights: [0.5, 0.3, 0.2], position: 0 }, plain(4, 1)];
    const inputs = layOutRows(rows, 0, limits);
    expect(inputs.mix).toBe(3);
    expect([...inputs.tokenIds]).toEqual([1, 2, 3, 4, 0, 0]);
    expect([...inputs.weights]).toEqual([...Float32Array.of(0.5, 0.3, 0.2, 1, 0, 0)]);
  });

  it('lets a row see only the ranges it names, and itself', () => {
    const branch: Row = {
      tokens: [1],
      position: 3,
      sees: [
        [0, 2],
        [4, 5],
      ],
    };
    expect(seen(layOutRows([plain(1, 2), branch], 4, limits).bias, 1, 6)).toEqual([0, 1, 4, 5]);
  });

  it('pads the targets of scored rows to the longest', () => {
    const rows: Row[] = [
      { ...plain(1, 0), scored: true },
      { ...plain(2, 1), targets: [7] },
      { ...plain(3, 2), scored: true, targets: [4, 5] },
    ];
    expect(layOutRows(rows, 0, limits)).toMatchObject({
      targetCount: 2,
      targets: Int32Array.of(0, 0, 4, 5),
    });
  });

  it('scores something even where nothing was asked for', () => {
    expect([...layOutRows([plain(1, 0), plain(2, 1)], 0, limits).scored]).toEqual([1]);
  });

  it.each<[string, Row[], number, RegExp]>([
    ['no rows', [], 0, /at least one row/],
    ['no tokens', [{ tokens: [], position: 0 }], 0, /Row 0: has no tokens/],
    ['an unknown token', [plain(100, 0)], 0, /token id 100 is not in 0 … 99/],
    ['a token that is no integer', [plain(1.5, 0)], 0, /1\.5/],
    [
      'weights that do not match',
      [{ tokens: [1, 2], weights: [1], position: 0 }],
      0,
      /2 tokens but 1 weights/,
    ],
    ['a weight that is no number', [{ tokens: [1], weights: [NaN], position: 0 }], 0, /not a finite number/],
    ['a position past the tables', [plain(1, 32)], 0, /position 32 is not in 0 … 31/],
    ['a slot that is not there yet', [{ ...plain(1, 0), sees: [[0, 1]] }], 0, /sees the slots \[0, 1\)/],
    ['a target that is no token', [{ ...plain(1, 0), scored: true, targets: [3, -1] }], 0, /target -1/],
    ['more than the cache holds', [plain(1, 0)], 16, /holds 16 slots; 17 would be needed/],
  ])('refuses %s', (_, rows, past, message) => {
    expect(() => layOutRows(rows, past, limits)).toThrow(message);
  });
});
