import { half } from './half';
import type { ReadBlock } from './plain-blocks';

/** Values that the 4-bit codes of IQ4_NL and IQ4_XS stand for. */
const NON_LINEAR = Int8Array.of(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);
/** Twice the values of MXFP4's 4-bit floats: one bit of sign, two of exponent, one of fraction. */
const FLOAT4 = Int8Array.of(0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12);

/** 16 bytes, each of which has element j in its low and element j + 16 in its high four bits. */
function lookUp(data: Uint8Array, at: number, table: Int8Array, codes: Int8Array): void {
  for (let j = 0; j < 16; j++) {
    const byte = data[at + j]!;
    codes[j] = table[byte & 15]!;
    codes[j + 16] = table[byte >> 4]!;
  }
}

export const IQ4_NL: ReadBlock = (data, at, _, out) => {
  out.low = out.high = half(data, at);
  out.minimum = 0;
  lookUp(data, at + 2, NON_LINEAR, out.codes);
};

/** 256 elements: scale, two high bits of eight scales, four low bits of them, 128 bytes of two codes. */
export const IQ4_XS: ReadBlock = (data, at, part, out) => {
  const low = (data[at + 4 + (part >> 1)]! >> (4 * (part & 1))) & 15;
  const high = ((data[at + 2]! | (data[at + 3]! << 8)) >> (2 * part)) & 3;
  out.low = out.high = Math.fround(half(data, at) * ((low | (high << 4)) - 32));
  out.minimum = 0;
  lookUp(data, at + 8 + 16 * part, NON_LINEAR, out.codes);
};

/** 32 elements: an exponent, 16 bytes of two codes (OCP Microscaling Formats 1.0). */
export const MXFP4: ReadBlock = (data, at, _, out) => {
  // Half of the scale, since the table has twice the values.
  out.low = out.high = 2 ** (data[at]! - 128);
  out.minimum = 0;
  lookUp(data, at + 1, FLOAT4, out.codes);
};
