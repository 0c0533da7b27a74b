import { ACTIVATION_BYTES, Field } from '../src/wasm/kernel-fields';
import { max4, sum4 } from './math';
import { float, int, scratch } from './memory';

/** A block of 32 floats as int16 codes around 0, their scale and the sum of the values that they stand for. */
export function quantiseBlock(from: usize, to: usize): void {
  let largest = f32x4.splat(0);
  for (let i: usize = 0; i < 128; i += 16) largest = f32x4.max(largest, f32x4.abs(v128.load(from + i)));
  const magnitude = max4(largest);
  const codesPerUnit = f32x4.splat(magnitude > 0 ? <f32>32767 / magnitude : 0);
  let sum = i32x4.splat(0);
  for (let i: usize = 0; i < 64; i += 16) {
    const low = codes4(v128.load(from + 2 * i), codesPerUnit);
    const high = codes4(v128.load(from + 2 * i + 16), codesPerUnit);
    v128.store(to + i, i16x8.narrow_i32x4_s(low, high));
    sum = i32x4.add(sum, i32x4.add(low, high));
  }
  const scale = magnitude / 32767;
  store<f32>(to + 64, scale);
  store<f32>(to + 68, sum4(f32x4.convert_i32x4_s(sum)) * scale);
}

function codes4(values: v128, codesPerUnit: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(values, codesPerUnit)));
}

/** What a root mean square norm (arXiv 1910.07467) multiplies each of these floats by. @param bytes of all of them */
function normFactor(from: usize, bytes: usize): v128 {
  let squares = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    squares = f32x4.add(squares, f32x4.mul(x, x));
  }
  const mean = sum4(squares) / <f32>(bytes >> 2);
  return f32x4.splat(<f32>1 / sqrt<f32>(mean + float(Field.Epsilon)));
}

/** Floats normed; `to` may be `from`. */
export function normaliseFloats(from: usize, to: usize, gains: usize, bytes: usize): void {
  const factor = normFactor(from, bytes);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f32x4.mul(f32x4.mul(v128.load(from + i), factor), v128.load(gains + i)));
  }
}

/** A row of Projected, [rows, hidden], normed and added to the residual stream. */
export function addBranchTile(row: i32, gains: usize): void {
  const bytes: usize = int(Field.Hidden) << 2;
  const branch: usize = int(Field.Projected) + row * bytes;
  normaliseFloats(branch, branch, gains, bytes);
  const residual: usize = int(Field.Residual) + row * bytes;
  const factor = f32x4.splat(float(Field.ResidualScale));
  for (let i: usize = 0; i < bytes; i += 16) {
    const added = f32x4.mul(v128.load(branch + i), factor);
    v128.store(residual + i, f32x4.add(v128.load(residual + i), added));
  }
}

/** A row of the residual stream normed and quantised into the products' input. */
export function normalise(row: i32, to: i32, gains: usize, thread: i32): void {
  const bytes: usize = int(Field.Hidden) << 2;
  const from: usize = int(Field.Residual) + row * bytes;
  const factor = normFactor(from, bytes);
  const normed = scratch(thread);
  let input: usize = int(Field.Input) + to * (bytes >> 7) * ACTIVATION_BYTES;
  for (let i: usize = 0; i < bytes; i += 128) {
    for (let j: usize = i; j < i + 128; j += 16) {
      const x = f32x4.mul(v128.load(from + j), factor);
      v128.store(normed + j - i, f32x4.mul(x, v128.load(gains + j)));
    }
    quantiseBlock(normed, input);
    input += ACTIVATION_BYTES;
  }
}
