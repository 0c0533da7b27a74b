import { half } from './half';

/** Elements that are read at once. */
export const BLOCK = 32;

/** 32 elements of a tensor: element j is scale · codes[j] + minimum, exactly. */
export interface Block {
  readonly codes: Int8Array;
  /** Scale of elements 0 to 15, and of 16 to 31: the same where the type has one for all. */
  low: number;
  high: number;
  minimum: number;
}

/**
 * Reads 32 elements into `out`.
 * @param at byte at which the file's block begins
 * @param part which 32 of it, where it has more
 */
export type ReadBlock = (data: Uint8Array, at: number, part: number, out: Block) => void;

export function newBlock(): Block {
  return { codes: new Int8Array(BLOCK), low: 0, high: 0, minimum: 0 };
}

// ggml's blocks of 32: a half-precision scale, a half-precision minimum where there is one, the fifth bits where there
// are some, and 16 bytes, each of which has element j in its low and element j + 16 in its high four bits.

export const Q8_0: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = 0;
  for (let j = 0; j < BLOCK; j++) out.codes[j] = data[at + 2 + j]!;
};

export const Q4_0: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = 0;
  for (let j = 0; j < 16; j++) {
    const byte = data[at + 2 + j]!;
    out.codes[j] = (byte & 15) - 8;
    out.codes[j + 16] = (byte >> 4) - 8;
  }
};

export const Q4_1: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = half(data, at + 2);
  for (let j = 0; j < 16; j++) {
    const byte = data[at + 4 + j]!;
    out.codes[j] = byte & 15;
    out.codes[j + 16] = byte >> 4;
  }
};

export const Q5_0: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = 0;
  fiveBits(data, at + 2, 16, out.codes);
};

export const Q5_1: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = half(data, at + 2);
  fiveBits(data, at + 4, 0, out.codes);
};

/** 32 fifth bits from byte `at` on, then the others. */
function fiveBits(data: Uint8Array, at: number, zero: number, codes: Int8Array): void {
  const fifth = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
  for (let j = 0; j < 16; j++) {
    const byte = data[at + 4 + j]!;
    codes[j] = ((byte & 15) | (((fifth >>> j) & 1) << 4)) - zero;
    codes[j + 16] = ((byte >> 4) | (((fifth >>> (j + 16)) & 1) << 4)) - zero;
  }
}
