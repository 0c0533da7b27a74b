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

function mapOf(given: FuseEntries, cellBits = CELL_BITS, levelBits = LEVEL_BITS, before = 0): FuseMap {
  const { cells, seed, segmentLength, segmentCount } = writeFuse(given, levelBits, cellBits);
  const whole = new Uint8Array(before + cells.length).fill(255);
  whole.set(cells, before);
  return new FuseMap(whole.subarray(before), seed, segmentLength, segmentCount, levelBits, cellBits);
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

  it.each([0, 1, 3, 24])('reads cells that end with their buffer, behind %i other bytes', (before) => {
    for (const [cellBits, levelBits] of [
      [16, 6],
      [15, 6],
      [9, 0],
      [8, 0],
      [5, 2],
    ] as const) {
      const given = {
        ...entries(300),
        level: Uint8Array.from({ length: 300 }, (_, i) => i % 2 ** levelBits),
      };
      const map = mapOf(given, cellBits, levelBits, before);
      const found = Array.from(given.token, (token, i) =>
        map.find(given.contextA[i]!, given.contextB[i]!, token),
      );
      expect(found).toEqual([...given.level]);
    }
  });

  it('finds several tokens after a context at once as one by one, and no more than it is told', () => {
    const given = { ...entries(100), contextA: new Int32Array(100).fill(7), contextB: new Int32Array(100) };
    const map = mapOf(given);
    const tokens = Int32Array.from({ length: 120 }, (_, i) => i);
    const levels = new Int16Array(120).fill(-5);
    map.findAll(7, 0, tokens, 110, levels);
    expect([...levels]).toEqual([
      ...Array.from(tokens.subarray(0, 110), (token) => map.find(7, 0, token)),
      ...new Array<number>(10).fill(-5),
    ]);
    expect([...levels.subarray(0, 100)]).toEqual([...given.level]);
  });

  it('finds nothing when empty', () => {
    const empty = mapOf(entries(0));
    expect(empty.find(1, 2, 3)).toBe(-1);
    const levels = new Int16Array(3);
    empty.findAll(1, 2, Int32Array.of(3, 4, 5), 2, levels);
    expect([...levels]).toEqual([-1, -1, 0]);
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
