import { describe, expect, it } from 'vitest';
import { FuseMap } from './fuse';
import { writeFuse, type FuseEntries } from '../write/fuse-write';
import { extendA, extendB, HASH_START_A, HASH_START_B } from './hash';

const LEVEL_BITS = 6;
const CELL_BITS = 15;

/** Trigram-like keys: i-th context of two tokens, then a token; level i % 64. */
function entries(size: number): FuseEntries {
  const index = Int32Array.from({ length: size }, (_, i) => i);
  return {
    contextA: index.map((i) => extendA(extendA(HASH_START_A, i % 97), i >>> 4)),
    contextB: index.map((i) => extendB(extendB(HASH_START_B, i % 97), i >>> 4)),
    token: index.map((i) => i % 1009),
    level: Uint8Array.from(index, (i) => i % 64),
  };
}

function mapOf(given: FuseEntries, cellBits = CELL_BITS): FuseMap {
  const { cells, seed, segmentLength, segmentCount } = writeFuse(given, LEVEL_BITS, cellBits);
  return new FuseMap(cells, seed, segmentLength, segmentCount, LEVEL_BITS, cellBits);
}

describe('FuseMap', () => {
  it.each([0, 1, 2, 3, 5, 10, 33, 100, 1000, 40_000])('gives every one of %i keys its level', (size) => {
    const given = entries(size);
    const map = mapOf(given);
    for (let i = 0; i < size; i++) {
      expect(map.find(given.contextA[i]!, given.contextB[i]!, given.token[i]!)).toBe(given.level[i]);
    }
  });

  it.each([16, 14, 11])(
    'packs cells of %i bits; an unknown key passes as often as the fingerprint says',
    (bits) => {
      const given = entries(20_000);
      const map = mapOf(given, bits);
      const expected = 2 ** (LEVEL_BITS - bits);
      for (let i = 0; i < 20_000; i++) {
        expect(map.find(given.contextA[i]!, given.contextB[i]!, given.token[i]!)).toBe(given.level[i]);
      }
      let mistaken = 0;
      for (let i = 0; i < 200_000; i++) {
        if (map.find(given.contextA[i % 20_000]!, given.contextB[i % 20_000]!, 2000 + i) >= 0) mistaken++;
      }
      expect(mistaken / 200_000).toBeGreaterThan(expected * 0.7);
      expect(mistaken / 200_000).toBeLessThan(expected * 1.4);
    },
  );

  it('finds nothing when empty', () => {
    expect(mapOf(entries(0)).find(1, 2, 3)).toBe(-1);
  });
});

describe('writeFuse', () => {
  it('takes about 1.1 cells a key once there are many', () => {
    expect(writeFuse(entries(200_000), LEVEL_BITS, CELL_BITS).cells.byteLength / 200_000).toBeLessThan(
      1.15 * (CELL_BITS / 8),
    );
  });

  it('gives the same cells for the same keys, in whatever order they come', () => {
    const given = entries(5000);
    const backwards = {
      contextA: given.contextA.toReversed(),
      contextB: given.contextB.toReversed(),
      token: given.token.toReversed(),
      level: given.level.toReversed(),
    };
    const fuse = writeFuse(given, LEVEL_BITS, CELL_BITS);
    expect(writeFuse(given, LEVEL_BITS, CELL_BITS)).toEqual(fuse);
    expect(writeFuse(backwards, LEVEL_BITS, CELL_BITS)).toEqual(fuse);
  });

  it('refuses a key given twice', () => {
    const twice = entries(50);
    twice.contextA[1] = twice.contextA[0]!;
    twice.contextB[1] = twice.contextB[0]!;
    twice.token[1] = twice.token[0]!;
    expect(() => writeFuse(twice, LEVEL_BITS, CELL_BITS)).toThrow(RangeError);
  });

  it('refuses one that comes over and over', () => {
    const size = 70_000;
    const same = {
      contextA: new Int32Array(size),
      contextB: new Int32Array(size),
      token: new Int32Array(size),
    };
    expect(() => writeFuse({ ...same, level: new Uint8Array(size) }, 0, 8)).toThrow(/twice/);
  });
});
