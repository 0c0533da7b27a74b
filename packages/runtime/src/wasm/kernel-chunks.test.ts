import type { Row } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { chunks } from './kernel-chunks';

const plain = (id: number, position: number): Row => ({ tokens: [id], position });

describe('chunks', () => {
  it('lays out causal rows after what is in the cache', () => {
    const [chunk, ...more] = chunks([plain(7, 2), { ...plain(8, 3), scored: true, targets: [9, 4] }], 2);
    expect(more).toEqual([]);
    expect(chunk).toMatchObject({
      mix: 1,
      tokenIds: Int32Array.of(7, 8),
      weights: Float32Array.of(1, 1),
      positions: Int32Array.of(2, 3),
      ranges: { starts: Int32Array.of(0, 2, 4), pairs: Int32Array.of(0, 2, 2, 3, 0, 3, 3, 4) },
      windowRanges: null,
      scored: Int32Array.of(1),
      targetCount: 2,
      targets: Int32Array.of(9, 4),
    });
  });

  it('pads superpositions with weight 0 and gives a row the ranges that it names, and itself', () => {
    const rows: Row[] = [
      { tokens: [1, 2], weights: [0.75, 0.25], position: 4 },
      {
        tokens: [3],
        position: 4,
        sees: [
          [0, 2],
          [3, 3],
        ],
      },
    ];
    const [chunk] = chunks(rows, 4);
    expect([...chunk!.tokenIds]).toEqual([1, 2, 3, 0]);
    expect([...chunk!.weights]).toEqual([0.75, 0.25, 1, 0]);
    expect([...chunk!.ranges.pairs]).toEqual([0, 4, 4, 5, 0, 2, 5, 6]);
  });

  it('cuts long passes, each chunk going on after the one before', () => {
    const rows = Array.from({ length: 258 }, (_, i) => plain(i, i));
    const made = [...chunks(rows, 0)];
    expect(made.map((chunk) => chunk.rows.length)).toEqual([128, 128, 2]);
    expect([...made[2]!.ranges.pairs.subarray(0, 4)]).toEqual([0, 256, 256, 257]);
  });

  it('cuts passes whose targets would not fit, and refuses a row that has too many', () => {
    const many = (count: number): Row => ({
      ...plain(1, 0),
      scored: true,
      targets: Array<number>(count).fill(1),
    });
    expect([...chunks([many(40_000), many(40_000)], 0)].map((chunk) => chunk.rows.length)).toEqual([1, 1]);
    expect(() => [...chunks([many(70_000)], 0)]).toThrow(/more than 65536 tokens, targets/);
  });
});
