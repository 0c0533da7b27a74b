import { cellBytes } from '../format/format';
import { keyA, keyB, keyC } from '../format/hash';

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
/** More keys at one cell than this is one key over and over. */
const MOST_AT_CELL = 65_535;

/**
 * Builds the cells of a `FuseMap`. The same entries give the same cells, in whatever order they come. Takes up to 16 bytes an
 * entry beside the entries: where a key's cells are is worked out anew each time and not kept.
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
  const mask = segmentLength - 1;
  const levels = (1 << levelBits) - 1;
  const locate: Locate = (key, places) => {
    const token = entries.token[key]!;
    const a = keyA(entries.contextA[key]!, token, seed);
    const b = keyB(entries.contextB[key]!, token, a);
    const c = keyC(a, b);
    const first = ((a >>> 0) * segmentCount * segmentLength * 2 ** -32) | 0;
    places[0] = first;
    places[1] = (first + segmentLength) ^ (b & mask);
    places[2] = (first + 2 * segmentLength) ^ ((b >>> 16) & mask);
    places[3] = (first + 3 * segmentLength) ^ (c & mask);
    return ((c >>> 16) & ~levels) | entries.level[key]!;
  };
  const length = (segmentCount + ARITY - 1) * segmentLength;
  const order = peel(locate, entries.token.length, length);
  return order && assign(locate, order, length);
}

/** Writes the four cells of a key. @returns what they must XOR to */
type Locate = (key: number, places: Int32Array) => number;

/** Keys as they were taken off, and which of its four cells each had for itself, both [keys]. */
interface Order {
  readonly keys: Int32Array;
  readonly own: Uint8Array;
}

/** Takes off keys that have a cell of their own until none is left; nothing where it sticks. */
function peel(locate: Locate, size: number, length: number): Order | undefined {
  const places = new Int32Array(ARITY);
  const degree = new Uint16Array(length);
  const keysAt = new Int32Array(length);
  for (let key = 0; key < size; key++) {
    locate(key, places);
    for (const at of places) {
      if (degree[at] === MOST_AT_CELL) return undefined;
      degree[at]!++;
      keysAt[at]! ^= key;
    }
  }
  // A cell comes to one key at most once, so this is long enough.
  const stack = new Int32Array(length);
  let waiting = 0;
  for (let at = 0; at < length; at++) if (degree[at] === 1) stack[waiting++] = at;
  const order = { keys: new Int32Array(size), own: new Uint8Array(size) };
  let done = 0;
  while (waiting > 0) {
    const at = stack[--waiting]!;
    if (degree[at] !== 1) continue;
    const key = keysAt[at]!;
    locate(key, places);
    order.keys[done] = key;
    order.own[done++] = places.indexOf(at);
    for (const place of places) {
      keysAt[place]! ^= key;
      if (--degree[place]! === 1) stack[waiting++] = place;
    }
  }
  return done === size ? order : undefined;
}

/** In the opposite order every key's own cell is still free: give it what makes the four XOR to the wanted value. */
function assign(locate: Locate, { keys, own }: Order, length: number): Uint16Array {
  const places = new Int32Array(ARITY);
  const cells = new Uint16Array(length);
  for (let i = keys.length - 1; i >= 0; i--) {
    let value = locate(keys[i]!, places);
    for (const place of places) value ^= cells[place]!;
    cells[places[own[i]!]!] = value;
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
