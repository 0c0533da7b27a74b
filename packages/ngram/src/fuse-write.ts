import { cellBytes } from './format';
import { keyA, keyB, keyC } from './hash';

/** n-grams by the two halves of their context's hash, their last token and their level, all [n]. */
export interface FuseEntries {
  readonly contextA: Int32Array;
  readonly contextB: Int32Array;
  readonly token: Int32Array;
  readonly level: Uint8Array;
}

export interface FuseCells {
  readonly seed: number;
  readonly segmentLength: number;
  readonly segmentCount: number;
  /** Bit-packed, see `FuseMap`. */
  readonly cells: Uint8Array;
}

const ARITY = 4;
/** Small sets may need a few dozen; large ones nearly always take the first. */
const MAX_SEEDS = 256;

/**
 * Builds the cells of a `FuseMap`. The same entries in the same order give the same cells.
 * @param levelBits bits of a cell that hold the level, 0 … 8
 * @param cellBits bits of a cell, more than levelBits, at most 16
 * @throws {RangeError} the same n-gram was given twice
 */
export function writeFuse(entries: FuseEntries, levelBits: number, cellBits: number): FuseCells {
  const size = entries.token.length;
  if (size === 0) return { seed: 0, segmentLength: 4, segmentCount: 0, cells: new Uint8Array(0) };
  const { segmentLength, segmentCount } = geometry(size);
  for (let seed = 0; seed < MAX_SEEDS; seed++) {
    const cells = tryFuse(entries, levelBits, seed, segmentLength, segmentCount);
    if (cells) return { seed, segmentLength, segmentCount, cells: pack(cells, cellBits) };
  }
  throw new RangeError(
    'No seed gives a fuse filter: an n-gram occurs twice in the input. Add up its counts first.',
  );
}

/** Sizes from the paper's reference code for four cells a key. */
function geometry(size: number): { segmentLength: number; segmentCount: number } {
  const exponent = Math.floor(Math.log(size) / Math.log(2.91) - 0.5);
  const segmentLength = 2 ** Math.min(Math.max(exponent, 2), 16);
  const factor = Math.max(1.075, 0.77 + (0.305 * Math.log(600_000)) / Math.log(Math.max(size, 2)));
  const segments = Math.ceil((size * factor) / segmentLength) - (ARITY - 1);
  return { segmentLength, segmentCount: Math.max(segments, 1) };
}

function tryFuse(
  entries: FuseEntries,
  levelBits: number,
  seed: number,
  segmentLength: number,
  segmentCount: number,
): Uint16Array | undefined {
  const size = entries.token.length;
  const length = (segmentCount + ARITY - 1) * segmentLength;
  const mask = segmentLength - 1;
  const places = new Int32Array(size * ARITY);
  const wanted = new Uint16Array(size);
  const degree = new Int32Array(length);
  const keys = new Int32Array(length);
  for (let i = 0; i < size; i++) {
    const token = entries.token[i]!;
    const a = keyA(entries.contextA[i]!, token, seed);
    const b = keyB(entries.contextB[i]!, token, a);
    const c = keyC(a, b);
    const first = ((a >>> 0) * segmentCount * segmentLength * 2 ** -32) | 0;
    places[4 * i] = first;
    places[4 * i + 1] = (first + segmentLength) ^ (b & mask);
    places[4 * i + 2] = (first + 2 * segmentLength) ^ ((b >>> 16) & mask);
    places[4 * i + 3] = (first + 3 * segmentLength) ^ (c & mask);
    wanted[i] = ((c >>> 16) & ~((1 << levelBits) - 1)) | entries.level[i]!;
    for (let j = 4 * i; j < 4 * i + ARITY; j++) {
      const at = places[j]!;
      degree[at] = degree[at]! + 1;
      keys[at] = keys[at]! ^ i;
    }
  }
  const order = peel(places, degree, keys, size);
  return order && assign(places, wanted, order, length);
}

/** Takes off keys that have a cell of their own until none is left: [key, cell] pairs, or nothing where it sticks. */
function peel(
  places: Int32Array,
  degree: Int32Array,
  keys: Int32Array,
  size: number,
): Int32Array | undefined {
  const queue: number[] = [];
  for (let at = 0; at < degree.length; at++) if (degree[at] === 1) queue.push(at);
  const order = new Int32Array(size * 2);
  let done = 0;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (degree[at] !== 1) continue;
    const key = keys[at]!;
    order[2 * done] = key;
    order[2 * done + 1] = at;
    done++;
    for (let j = ARITY * key; j < ARITY * key + ARITY; j++) {
      const place = places[j]!;
      degree[place] = degree[place]! - 1;
      keys[place] = keys[place]! ^ key;
      if (degree[place] === 1) queue.push(place);
    }
  }
  return done === size ? order : undefined;
}

/** In the opposite order every key's own cell is still free: give it what makes the four XOR to the wanted value. */
function assign(places: Int32Array, wanted: Uint16Array, order: Int32Array, length: number): Uint16Array {
  const cells = new Uint16Array(length);
  for (let i = wanted.length - 1; i >= 0; i--) {
    const key = order[2 * i]!;
    let value = wanted[key]!;
    for (let j = ARITY * key; j < ARITY * key + ARITY; j++) value ^= cells[places[j]!]!;
    cells[order[2 * i + 1]!] = value;
  }
  return cells;
}

/** Keeps the low `cellBits` bits of each cell, one cell straight after the other. */
function pack(cells: Uint16Array, cellBits: number): Uint8Array {
  const bytes = new Uint8Array(cellBytes(cells.length, cellBits));
  const mask = (1 << cellBits) - 1;
  for (let i = 0; i < cells.length; i++) {
    const bit = i * cellBits;
    const value = (cells[i]! & mask) << (bit & 7);
    const byte = bit >>> 3;
    bytes[byte]! |= value;
    bytes[byte + 1]! |= value >>> 8;
    bytes[byte + 2]! |= value >>> 16;
  }
  return bytes;
}
