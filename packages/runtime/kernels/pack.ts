import { BYTES_EIGHT, BYTES_FOUR, PackedFrom } from '../src/wasm/kernel-fields';

/**
 * Turns rows of a GGUF tensor into the records that the products read.
 * @param from blocks as in the file, row after row
 * @param rows of this run; `to` is where the first one's record begins
 * @param blocks of 32 columns
 */
export function pack(from: usize, to: usize, rows: i32, blocks: i32, type: PackedFrom): void {
  const record = type == PackedFrom.Q8_0 ? BYTES_EIGHT : BYTES_FOUR;
  const bytes = type == PackedFrom.Q8_0 ? 34 : type == PackedFrom.Q4_1 ? 20 : 18;
  for (let row = 0; row < rows; row++) {
    let out: usize = to + (row >> 3) * blocks * record;
    for (let b = 0; b < blocks; b++) {
      if (type == PackedFrom.Q8_0) pack8(from, out, row & 7);
      else pack4(from, out, row & 7, type);
      from += bytes;
      out += record;
    }
  }
}

/** ggml's Q8_0: half-precision scale, 32 × int8. */
function pack8(from: usize, to: usize, feature: usize): void {
  const codes = to + (feature >> 2) * 128 + (feature & 3) * 2;
  for (let two: usize = 0; two < 16; two++) store<u16>(codes + two * 8, load<u16>(from + 2 + two * 2));
  store<f32>(to + 256 + feature * 4, half(load<u16>(from)));
}

/** ggml's Q4_0 and Q4_1: half-precision scale (and minimum), 16 bytes of element j below element j + 16. */
function pack4(from: usize, to: usize, feature: usize, type: PackedFrom): void {
  const high: usize = feature >> 2;
  const lane: usize = (feature & 3) * 4;
  const scale = half(load<u16>(from));
  const minimum = type == PackedFrom.Q4_1 ? half(load<u16>(from + 2)) : -8 * scale;
  const codes: usize = from + (type == PackedFrom.Q4_1 ? 4 : 2);
  for (let j: usize = 0; j < 4; j++) {
    const eight = load<u64>(codes + 8 * (j & 1)) >> (j > 1 ? 4 : 0);
    const word = everyOther(eight) | (everyOther(eight >> 8) << 16);
    store<u32>(to + high * 64 + j * 16 + lane, word);
  }
  store<f32>(to + 128 + high * 32 + lane, scale);
  store<f32>(to + 144 + high * 32 + lane, minimum);
}

/** The low nibbles of bytes 0, 2, 4 and 6, side by side. */
function everyOther(eight: u64): u32 {
  let x = eight & 0x000f000f000f000f;
  x = (x | (x >> 12)) & 0x000000ff000000ff;
  return <u32>((x | (x >> 24)) & 0xffff);
}

/** Half precision (IEEE 754 binary16) to single: shifted into place, the exponent's bias put right by a product. */
function half(bits: u32): f32 {
  const magnitude = reinterpret<f32>((bits & 0x7fff) << 13) * reinterpret<f32>(0x77800000);
  return bits & 0x8000 ? -magnitude : magnitude;
}
