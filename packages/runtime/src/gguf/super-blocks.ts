import { half } from './half';
import { BLOCK, type Block, type ReadBlock } from './plain-blocks';

// ggml's super-blocks of 256 elements, eight parts of 32. In Q4_K and Q5_K each part has a scale and a minimum of six
// bits, which half-precision numbers of the super-block multiply; in Q6_K each 16 elements have a scale of eight bits.

/** A 6-bit scale and minimum out of the 12 bytes at `at`: ggml's get_scale_min_k4. */
function scaleAndMinimum(data: Uint8Array, at: number, part: number, out: Block): void {
  let scale: number;
  let minimum: number;
  if (part < 4) {
    scale = data[at + part]! & 63;
    minimum = data[at + part + 4]! & 63;
  } else {
    const both = data[at + part + 4]!;
    scale = (both & 15) | ((data[at + part - 4]! >> 6) << 4);
    minimum = (both >> 4) | ((data[at + part]! >> 6) << 4);
  }
  out.low = out.high = Math.fround(half(data, at - 4) * scale);
  out.minimum = -Math.fround(half(data, at - 2) * minimum);
}

/** Scale, scale of minima, 12 bytes of both, 128 bytes of two codes: parts 2 g and 2 g + 1 share 32 of them. */
export const Q4_K: ReadBlock = (data, at, part, out) => {
  scaleAndMinimum(data, at + 4, part, out);
  const codes = at + 16 + (part >> 1) * 32;
  const shift = 4 * (part & 1);
  for (let j = 0; j < BLOCK; j++) out.codes[j] = (data[codes + j]! >> shift) & 15;
};

/** As Q4_K, with 32 bytes before the codes, whose bit p is the fifth of part p. */
export const Q5_K: ReadBlock = (data, at, part, out) => {
  scaleAndMinimum(data, at + 4, part, out);
  const fifth = at + 16;
  const codes = at + 48 + (part >> 1) * 32;
  const shift = 4 * (part & 1);
  for (let j = 0; j < BLOCK; j++) {
    out.codes[j] = ((data[codes + j]! >> shift) & 15) | (((data[fifth + j]! >> part) & 1) << 4);
  }
};

/** 128 bytes of low bits, 64 of high ones, 16 scales, their scale; each half of the bytes serves four parts. */
export const Q6_K: ReadBlock = (data, at, part, out) => {
  const [of, quarter] = [part >> 2, part & 3];
  const low = at + of * 64 + (quarter & 1) * 32;
  const high = at + 128 + of * 32;
  const shift = 4 * (quarter >> 1);
  for (let j = 0; j < BLOCK; j++) {
    const code = ((data[low + j]! >> shift) & 15) | (((data[high + j]! >> (2 * quarter)) & 3) << 4);
    out.codes[j] = code - 32;
  }
  const scale = half(data, at + 208);
  out.low = Math.fround(scale * ((data[at + 192 + 2 * part]! << 24) >> 24));
  out.high = Math.fround(scale * ((data[at + 193 + 2 * part]! << 24) >> 24));
  out.minimum = 0;
};
