import { describe, expect, it } from 'vitest';
import { HEADER, HEADER_BYTES } from '../format/format';
import { outcome, shards, tokenizer } from './shard.fixture';
import { parseShard } from './shard';

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
  it('are refused when they are cut anywhere', () => {
    for (const shard of shards) {
      for (let length = 0; length < shard.length; length += 7) {
        expect(outcome(shard.subarray(0, length))).toBe('truncated');
      }
    }
  });

  it('are read or refused with any bit of header and directory flipped', () => {
    const bits = (HEADER_BYTES + 7 * 12) * 8;
    for (let bit = 0; bit < bits; bit++) {
      const shard = shards[bit % 3]!.slice();
      shard[bit >>> 3]! ^= 1 << (bit & 7);
      outcome(shard);
    }
  });
});
