import { expect } from 'vitest';
import { NgramFormatError, type NgramFormatCode } from '../format/errors';
import { ExactCounts, randomDocuments } from './exact-counts.fixture';
import { NgramTable } from './table';
import { writeTable } from '../write/write-table';

export const tokenizer = 'ab'.repeat(32);
const documents = randomDocuments(3, 8, 40, 50);
export const shards = writeTable(new ExactCounts(documents).columns(), {
  tokenizer,
  vocabulary: 50,
  shards: 3,
  firstShardBytes: 5500,
});

/** What reading these bytes ends in; when they are taken, every look-up must still be harmless. */
export function outcome(bytes: Uint8Array): NgramFormatCode | 'taken' {
  const table = new NgramTable(tokenizer);
  try {
    table.addShard(bytes.slice().buffer);
  } catch (error) {
    if (error instanceof NgramFormatError) return error.code;
    throw error;
  }
  const out = new Float32Array(50).fill(-1);
  const candidates = Array.from(out, (_, i) => i);
  for (const context of [[1], [0, 1, 2, 3, 4, 5], [49, 48, 47, 46, 45]]) {
    table.probabilities(context, candidates, [0.2, 0.2, 0.2, 0.2, 0.2], out);
    expect(out.every((value) => value >= 0 && value <= 1)).toBe(true);
    for (const { id } of table.continuations(context, [0.2, 0.2, 0.2, 0.2, 0.2], 9))
      expect(id).toBeLessThan(50);
  }
  return 'taken';
}
