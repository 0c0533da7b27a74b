import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramFormatError, type NgramFormatCode } from './errors';
import { ExactCounts, randomDocuments } from './exact-counts.fixture';
import { HEADER, HEADER_BYTES } from './format';
import { parseShard } from './shard';
import { NgramTable } from './table';
import { writeTable } from './write-table';

const tokenizer = 'ab'.repeat(32);
const documents = randomDocuments(3, 8, 40, 50);
const shards = writeTable(new ExactCounts(documents).columns(), {
  tokenizer,
  vocabulary: 50,
  shards: 3,
  firstShardBytes: 5500,
});

/** What reading these bytes ends in; when they are taken, every look-up must still be harmless. */
function outcome(bytes: Uint8Array): NgramFormatCode | 'taken' {
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

function changed(shard: Uint8Array, at: number, value: number): Uint8Array {
  const copy = shard.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

describe('parseShard', () => {
  it('reads what the writer wrote, without a copy', () => {
    const bytes = shards[1]!.slice().buffer;
    const shard = parseShard(bytes, tokenizer);
    expect(shard).toMatchObject({
      index: 1,
      shards: 3,
      vocabulary: 50,
      maxOrder: 6,
      bytes: bytes.byteLength,
    });
    expect(shard.bigramNext.buffer).toBe(bytes);
  });

  it('refuses other files, versions, tokenizers and lengths by name', () => {
    const shard = shards[0]!;
    expect(outcome(new TextEncoder().encode('<!doctype html><title>Not found</title>'))).toBe('bad-magic');
    expect(outcome(changed(shard, HEADER.version, 2))).toBe('unsupported-version');
    expect(outcome(changed(shard, HEADER.tokenizer, 1))).toBe('other-tokenizer');
    expect(outcome(shard.subarray(0, shard.length - 4))).toBe('truncated');
    expect(outcome(new Uint8Array(0))).toBe('truncated');
    expect(outcome(new Uint8Array([...shard, 0, 0, 0, 0]))).toBe('corrupt');
  });

  it('refuses a header that its sections do not bear out', () => {
    const shard = shards[0]!;
    for (const [at, value] of [
      [HEADER.vocabulary, 51],
      [HEADER.vocabulary, 2 ** 31],
      [HEADER.shard, 3],
      [HEADER.shards, 0],
      [HEADER.maxOrder, 7],
      [HEADER.ngrams, 1],
      [HEADER.sections, 2 ** 32 - 1],
      [HEADER.sections, 5],
      [HEADER_BYTES + 4, 2],
      [HEADER_BYTES + 4, 2 ** 32 - 4],
      [HEADER_BYTES + 8, 2 ** 32 - 4],
    ] as const) {
      expect([at, value, outcome(changed(shard, at, value))]).toEqual([at, value, 'corrupt']);
    }
  });

  it('says in the message what to do', () => {
    expect(() => parseShard(new ArrayBuffer(100), tokenizer)).toThrow(/does not begin with SUPNGRAM/);
    expect(() => parseShard(shards[0]!.slice().buffer, 'cd'.repeat(32))).toThrow(
      /build a table for this model/,
    );
    expect(() => parseShard(shards[0]!.slice(0, 500).buffer, tokenizer)).toThrow(
      /ends after 500 of \d+ bytes/,
    );
  });

  it('passes over sections that it does not know', () => {
    const shard = shards[0]!;
    // An eighth directory entry needs room: move everything behind the directory by twelve bytes.
    const start = HEADER_BYTES + 7 * 12;
    const longer = new Uint8Array(shard.length + 12);
    longer.set(shard.subarray(0, start));
    longer.set(shard.subarray(start), start + 12);
    const view = new DataView(longer.buffer);
    for (let i = 0; i < 7; i++) {
      const at = HEADER_BYTES + 12 * i + 4;
      view.setUint32(at, view.getUint32(at, true) + 12, true);
    }
    view.setUint32(start, 99, true);
    view.setUint32(start + 4, HEADER_BYTES, true);
    view.setUint32(HEADER.sections, 8, true);
    view.setUint32(HEADER.length, longer.length, true);
    expect(outcome(longer)).toBe('taken');
  });
});

describe('damaged shards', () => {
  it('survives random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, withHeader) => {
        const shard = withHeader
          ? new Uint8Array([...shards[0]!.subarray(0, HEADER_BYTES), ...bytes])
          : bytes;
        if (withHeader) new DataView(shard.buffer).setUint32(HEADER.length, shard.length, true);
        expect(outcome(shard)).not.toBe('taken');
      }),
    );
  });

  it('survives cuts anywhere', () => {
    for (const shard of shards) {
      for (let length = 0; length < shard.length; length += 7) {
        expect(outcome(shard.subarray(0, length))).toBe('truncated');
      }
    }
  });

  it('survives flipped bits', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (which, flips) => {
        const shard = shards[which]!.slice();
        for (const flip of flips) shard[(flip >>> 3) % shard.length]! ^= 1 << (flip & 7);
        outcome(shard);
      }),
      { numRuns: 1000 },
    );
  });

  it('survives flipped bits in its header and directory', () => {
    const bits = (HEADER_BYTES + 7 * 12) * 8;
    for (let bit = 0; bit < bits; bit++) {
      const shard = shards[bit % 3]!.slice();
      shard[bit >>> 3]! ^= 1 << (bit & 7);
      outcome(shard);
    }
  });
});
