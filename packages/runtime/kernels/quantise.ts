import { ACTIVATION_BYTES, Field } from '../src/wasm/kernel-fields';
import { nearest4, sum4 } from './math';
import { float, int, scratch } from './memory';

// Activations of four rows that go through a panel together lie together: for each block of 32 columns a pair of columns
// of each row, the next pair of each, …, four scales, four sums. Rows that are left over lie one after the other.

/** Bytes between two pairs of columns of a row. @param rows how many are multiplied at once */
export function pairsApart(row: i32, rows: i32): usize {
  return row < (rows & -4) ? 16 : 4;
}

/** Where a row's activations begin. @param blocks of a row */
export function activations(x: usize, row: i32, rows: i32, blocks: usize): usize {
  const ofFour = row < (rows & -4) ? row & 3 : 0;
  return x + <usize>(row - ofFour) * blocks * ACTIVATION_BYTES + ofFour * 4;
}

/**
 * A block of 32 floats as int16 codes around 0, their scale and the sum of the values that they stand for.
 * @param apart bytes between two pairs of columns, between the last and the scale, and between this and the sum
 */
export function quantiseBlock(from: usize, to: usize, apart: usize): void {
  // Magnitudes have the order of their bits, and a magnitude that is no number is the largest.
  let largest = i32x4.splat(0);
  for (let i: usize = 0; i < 128; i += 16) largest = i32x4.max_s(largest, f32x4.abs(v128.load(from + i)));
  largest = i32x4.max_s(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
  largest = i32x4.max_s(largest, v128.shuffle<i32>(largest, largest, 1, 0, 3, 2));
  const magnitude = f32x4.extract_lane(largest, 0);
  const codesPerUnit = f32x4.splat(magnitude > 0 ? <f32>32767 / magnitude : 0);
  let sum = i32x4.splat(0);
  let at = to;
  for (let i: usize = 0; i < 64; i += 16) {
    const low = nearest4(f32x4.mul(v128.load(from + 2 * i), codesPerUnit));
    const high = nearest4(f32x4.mul(v128.load(from + 2 * i + 16), codesPerUnit));
    const codes = i16x8.narrow_i32x4_s(low, high);
    if (apart == 4) v128.store(to + i, codes);
    else {
      v128.store_lane<i32>(at, codes, 0);
      v128.store_lane<i32>(at, codes, 1, 16);
      v128.store_lane<i32>(at, codes, 2, 32);
      v128.store_lane<i32>(at, codes, 3, 48);
      at += 64;
    }
    sum = i32x4.add(sum, i32x4.add(low, high));
  }
  const scale = magnitude / 32767;
  const after = to + 16 * apart;
  store<f32>(after, scale);
  store<f32>(after + apart, sum4(f32x4.convert_i32x4_s(sum)) * scale);
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

/** A row of the residual stream normed and quantised into the products' input. @param to which of `rows` it is there */
export function normalise(row: i32, to: i32, rows: i32, gains: usize, thread: i32): void {
  const bytes: usize = int(Field.Hidden) << 2;
  const from: usize = int(Field.Residual) + row * bytes;
  const factor = normFactor(from, bytes);
  const normed = scratch(thread);
  const apart = pairsApart(to, rows);
  let input = activations(int(Field.Input), to, rows, bytes >> 7);
  for (let i: usize = 0; i < bytes; i += 128) {
    for (let j: usize = i; j < i + 128; j += 16) {
      const x = f32x4.mul(v128.load(from + j), factor);
      v128.store(normed + j - i, f32x4.mul(x, v128.load(gains + j)));
    }
    quantiseBlock(normed, input, apart);
    input += 18 * apart;
  }
}
