import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADER, HEADER_BYTES } from '../format/format';
import { outcome, shards } from './shard.fixture';

/** Numbers that counts, lengths and places go wrong at. */
const edges = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 7, 12, 50, 51, 64, 65, 255, 4096, 4097, 65_535, 65_536, 65_537),
  fc.constantFrom(2 ** 24, 2 ** 27, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 4, 2 ** 32 - 1),
  fc.nat({ max: 2 ** 32 - 1 }),
);

describe('an n-gram shard, read with harmless look-ups or refused by name,', () => {
  it('of any bytes, with or without a good header', () => {
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

  it('with flipped bits', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (which, flips) => {
        const shard = shards[which]!.slice();
        for (const flip of flips) shard[(flip >>> 3) % shard.length]! ^= 1 << (flip & 7);
        outcome(shard);
      }),
    );
  });

  it('with any number in the place of any other', () => {
    const change = fc.record({ at: fc.oneof(fc.nat(60), fc.nat()), value: edges });
    fc.assert(
      fc.property(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 3 }), (which, changes) => {
        const shard = shards[which]!.slice();
        const view = new DataView(shard.buffer);
        for (const { at, value } of changes) view.setUint32(4 * (at % (shard.length >>> 2)), value, true);
        outcome(shard);
      }),
    );
  });
});
