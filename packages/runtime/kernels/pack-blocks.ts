import { PackedFrom } from '../src/wasm/kernel-fields';

// What a block of the file has for 32 columns, for `pack`, which runs on one thread: 32 int8 codes, two scales and a
// minimum. The layouts are those of src/gguf/plain-blocks.ts and super-blocks.ts.

const CODES: usize = 3072;
let low: f32 = 0;
let high: f32 = 0;
let minimum: f32 = 0;

/** Half precision (IEEE 754 binary16) to single: shifted into place, the exponent's bias put right by a product. */
function half(bits: u32): f32 {
  const magnitude = reinterpret<f32>((bits & 0x7fff) << 13) * reinterpret<f32>(0x77800000);
  return bits & 0x8000 ? -magnitude : magnitude;
}

function halfAt(at: usize): f32 {
  return half(load<u16>(at));
}

function setCodes(first: v128, second: v128): void {
  v128.store(CODES, first);
  v128.store(CODES, second, 16);
}

/** Reads 32 columns of a type whose codes have more than 4 bits. @param part which 32 of the block */
export function readEight(from: usize, part: i32, type: PackedFrom): void {
  minimum = 0;
  switch (type) {
    case PackedFrom.Q8_0:
      low = halfAt(from);
      return setCodes(v128.load(from, 2), v128.load(from, 18));
    case PackedFrom.Q5_0:
      low = halfAt(from);
      return fiveBits(from + 2, 16);
    case PackedFrom.Q5_1:
      low = high = halfAt(from);
      minimum = halfAt(from + 2);
      return fiveBits(from + 4, 0);
    case PackedFrom.Q5_K:
      return readFiveK(from, part);
    default:
      return readSixK(from, part);
  }
}

/** 32 fifth bits, then 16 bytes of two codes' low bits. */
function fiveBits(from: usize, zero: i8): void {
  const bytes = v128.load(from, 4);
  const zeros = i8x16.splat(zero);
  const first = v128.or(v128.and(bytes, i8x16.splat(15)), fifths(load<u16>(from)));
  const second = v128.or(i8x16.shr_u(bytes, 4), fifths(load<u16>(from, 2)));
  setCodes(i8x16.sub(first, zeros), i8x16.sub(second, zeros));
}

/** 16 for each of 16 bits that is set. */
function fifths(bits: u16): v128 {
  const spread = i8x16.swizzle(i16x8.splat(bits), i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
  const each = i64x2.splat(<i64>0x8040201008040201);
  return v128.and(i8x16.eq(v128.and(spread, each), each), i8x16.splat(16));
}

/** A 6-bit scale and minimum out of 12 bytes, and the half-precision numbers before them: get_scale_min_k4 of ggml. */
function readScaleK(from: usize, part: usize): void {
  const at = from + 4 + part;
  let scale: u32;
  let least: u32;
  if (part < 4) {
    scale = load<u8>(at) & 63;
    least = load<u8>(at, 4) & 63;
  } else {
    const both: u32 = load<u8>(at, 4);
    scale = (both & 15) | ((load<u8>(at - 4) >> 6) << 4);
    least = (both >> 4) | ((load<u8>(at) >> 6) << 4);
  }
  low = high = halfAt(from) * <f32>scale;
  minimum = -(halfAt(from + 2) * <f32>least);
}

function readFiveK(from: usize, part: i32): void {
  readScaleK(from, part);
  const codes = from + 48 + (part >> 1) * 32;
  setCodes(fiveK(codes, from + 16, part), fiveK(codes + 16, from + 32, part));
}

function fiveK(codes: usize, fifth: usize, part: i32): v128 {
  const four = v128.and(i8x16.shr_u(v128.load(codes), 4 * (part & 1)), i8x16.splat(15));
  const bit = v128.and(i8x16.shr_u(v128.load(fifth), part), i8x16.splat(1));
  return v128.or(four, i8x16.shl(bit, 4));
}

function readSixK(from: usize, part: i32): void {
  const quarter = part & 3;
  const codes = from + (part >> 2) * 64 + (quarter & 1) * 32;
  const highBits = from + 128 + (part >> 2) * 32;
  setCodes(sixK(codes, highBits, quarter), sixK(codes + 16, highBits + 16, quarter));
  const scale = halfAt(from + 208);
  low = scale * <f32>load<i8>(from + 2 * part, 192);
  high = scale * <f32>load<i8>(from + 2 * part, 193);
}

function sixK(codes: usize, highBits: usize, quarter: i32): v128 {
  const four = v128.and(i8x16.shr_u(v128.load(codes), 4 * (quarter >> 1)), i8x16.splat(15));
  const two = v128.and(i8x16.shr_u(v128.load(highBits), 2 * quarter), i8x16.splat(3));
  return i8x16.sub(v128.or(four, i8x16.shl(two, 4)), i8x16.splat(32));
}

/** Writes what was read into a record of 8-bit codes. @param wide it has a second scale and a minimum */
export function writeEight(to: usize, feature: usize, wide: bool): void {
  const codes = to + (feature >> 2) * 128 + (feature & 3) * 2;
  for (let two: usize = 0; two < 16; two++) store<u16>(codes + two * 8, load<u16>(CODES + two * 2));
  store<f32>(to + 256 + feature * 4, low);
  if (!wide) return;
  store<f32>(to + 288 + feature * 4, high);
  store<f32>(to + 320 + feature * 4, minimum);
}

/**
 * Q4_0, Q4_1 (element j in the low half of a byte, j + 16 in the high one) and Q4_K (32 bytes serve two parts) into a
 * record of 4-bit codes.
 */
export function packFour(from: usize, to: usize, feature: usize, part: i32, type: PackedFrom): void {
  const lane: usize = (feature & 3) * 4;
  const group: usize = feature >> 2;
  const isK = type == PackedFrom.Q4_K;
  let codes = from + 16 + (part >> 1) * 32;
  if (isK) readScaleK(from, part);
  else {
    low = halfAt(from);
    minimum = type == PackedFrom.Q4_1 ? halfAt(from + 2) : -8 * low;
    codes = from + (type == PackedFrom.Q4_1 ? 4 : 2);
  }
  for (let j: usize = 0; j < 4; j++) {
    const at = codes + 8 * (isK ? j : j & 1);
    const isHigh = isK ? part & 1 : <i32>(j >> 1);
    const eight = load<u64>(at) >> (4 * isHigh);
    const word = everyOther(eight) | (everyOther(eight >> 8) << 16);
    store<u32>(to + group * 64 + j * 16 + lane, word);
  }
  store<f32>(to + 128 + group * 32 + lane, low);
  store<f32>(to + 144 + group * 32 + lane, minimum);
}

/** The low nibbles of bytes 0, 2, 4 and 6, side by side. */
function everyOther(eight: u64): u32 {
  let x = eight & 0x000f000f000f000f;
  x = (x | (x >> 12)) & 0x000000ff000000ff;
  return <u32>((x | (x >> 24)) & 0xffff);
}
