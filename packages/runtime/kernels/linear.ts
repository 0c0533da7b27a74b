import {
  ACTIVATION_BYTES,
  BYTES_4BIT,
  BYTES_8BIT,
  Field,
  LayerField,
  MatrixField,
  TILE,
} from '../src/wasm/kernel-fields';
import { silu4 } from './math';
import { blocks, features, int, scratch } from './memory';
import { quantiseBlock } from './quantise';

// Products of int16 activations with 4- or 8-bit weights, exact in int32 within a block of 32 columns.
//
// Weights lie as [features / 8][columns / 32] records, one stream from first to last: jumps in it cost more than the
// arithmetic. The four lanes of an accumulator are four output features, so one load of two activations, splat, serves
// eight dot products. A type parameter stands for a number of rows, sizeof<Rows>() = 1 or 2, each with code of its own.

/** Tiles of a product: TILE output features each. */
export function tiles(matrix: usize): i32 {
  return (features(matrix) + TILE - 1) / TILE;
}

/**
 * One tile of x · Wᵀ.
 * @param out where the tile's first row goes, TILE floats a row
 * @param stride bytes between rows of `out`
 */
export function multiply(matrix: usize, tile: i32, x: usize, rows: i32, out: usize, stride: usize): void {
  const count = blocks(matrix);
  const fourBit = load<i32>(matrix + MatrixField.Bits) == 4;
  const octetBytes: usize = count * (fourBit ? BYTES_4BIT : BYTES_8BIT);
  const rowBytes: usize = count * ACTIVATION_BYTES;
  let weights: usize = load<i32>(matrix + MatrixField.Address) + tile * (TILE / 8) * octetBytes;
  for (let octet = 0; octet < TILE / 8; octet++) {
    let from = x;
    let to = out;
    let r = 0;
    for (; r + 2 <= rows; r += 2) {
      if (fourBit) octet4<i16>(weights, count, from, rowBytes, to, stride);
      else octet8<i16>(weights, count, from, rowBytes, to, stride);
      from += 2 * rowBytes;
      to += 2 * stride;
    }
    if (r < rows) {
      if (fourBit) octet4<i8>(weights, count, from, rowBytes, to, stride);
      else octet8<i8>(weights, count, from, rowBytes, to, stride);
    }
    weights += octetBytes;
    out += 32;
  }
}

function add4(sum: v128, codes: v128, activations: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(codes, activations));
}

function scaled(dots: v128, scales: v128, scale: v128): v128 {
  return f32x4.mul(f32x4.mul(scales, scale), f32x4.convert_i32x4_s(dots));
}

/** Eight output features of 4-bit weights, w = scale · code + minimum. */
function octet4<Rows>(w: usize, count: i32, x: usize, rowBytes: usize, out: usize, stride: usize): void {
  const nibble = i16x8.splat(15);
  let x1 = x + rowBytes;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    let a0 = i32x4.splat(0);
    let b0 = i32x4.splat(0);
    let a1 = i32x4.splat(0);
    let b1 = i32x4.splat(0);
    for (let j: usize = 0; j < 64; j += 16) {
      const low = v128.load(w + j);
      const high = v128.load(w + j, 64);
      let l = v128.and(low, nibble);
      let h = v128.and(high, nibble);
      let pair = v128.load32_splat(x + j);
      a0 = add4(a0, l, pair);
      b0 = add4(b0, h, pair);
      if (sizeof<Rows>() > 1) {
        pair = v128.load32_splat(x1 + j);
        a1 = add4(a1, l, pair);
        b1 = add4(b1, h, pair);
      }
      l = v128.and(i16x8.shr_u(low, 4), nibble);
      h = v128.and(i16x8.shr_u(high, 4), nibble);
      pair = v128.load32_splat(x + j, 4);
      a0 = add4(a0, l, pair);
      b0 = add4(b0, h, pair);
      if (sizeof<Rows>() > 1) {
        pair = v128.load32_splat(x1 + j, 4);
        a1 = add4(a1, l, pair);
        b1 = add4(b1, h, pair);
      }
      l = v128.and(i16x8.shr_u(low, 8), nibble);
      h = v128.and(i16x8.shr_u(high, 8), nibble);
      pair = v128.load32_splat(x + j, 8);
      a0 = add4(a0, l, pair);
      b0 = add4(b0, h, pair);
      if (sizeof<Rows>() > 1) {
        pair = v128.load32_splat(x1 + j, 8);
        a1 = add4(a1, l, pair);
        b1 = add4(b1, h, pair);
      }
      l = i16x8.shr_u(low, 12);
      h = i16x8.shr_u(high, 12);
      pair = v128.load32_splat(x + j, 12);
      a0 = add4(a0, l, pair);
      b0 = add4(b0, h, pair);
      if (sizeof<Rows>() > 1) {
        pair = v128.load32_splat(x1 + j, 12);
        a1 = add4(a1, l, pair);
        b1 = add4(b1, h, pair);
      }
    }
    const scales = v128.load(w, 128);
    const minima = v128.load(w, 144);
    const scalesHigh = v128.load(w, 160);
    const minimaHigh = v128.load(w, 176);
    let scale = v128.load32_splat(x, 64);
    let total = v128.load32_splat(x, 68);
    low0 = f32x4.add(low0, f32x4.add(scaled(a0, scales, scale), f32x4.mul(minima, total)));
    high0 = f32x4.add(high0, f32x4.add(scaled(b0, scalesHigh, scale), f32x4.mul(minimaHigh, total)));
    if (sizeof<Rows>() > 1) {
      scale = v128.load32_splat(x1, 64);
      total = v128.load32_splat(x1, 68);
      low1 = f32x4.add(low1, f32x4.add(scaled(a1, scales, scale), f32x4.mul(minima, total)));
      high1 = f32x4.add(high1, f32x4.add(scaled(b1, scalesHigh, scale), f32x4.mul(minimaHigh, total)));
    }
    w += BYTES_4BIT;
    x += ACTIVATION_BYTES;
    x1 += ACTIVATION_BYTES;
  }
  v128.store(out, low0);
  v128.store(out, high0, 16);
  if (sizeof<Rows>() > 1) {
    v128.store(out + stride, low1);
    v128.store(out + stride, high1, 16);
  }
}

/** Eight output features of 8-bit weights, w = scale · code. */
function octet8<Rows>(w: usize, count: i32, x: usize, rowBytes: usize, out: usize, stride: usize): void {
  let x1 = x + rowBytes;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    let a0 = i32x4.splat(0);
    let b0 = i32x4.splat(0);
    let a1 = i32x4.splat(0);
    let b1 = i32x4.splat(0);
    for (let j: usize = 0; j < 64; j += 4) {
      const l = v128.load8x8_s(w + 2 * j);
      const h = v128.load8x8_s(w + 2 * j, 128);
      let pair = v128.load32_splat(x + j);
      a0 = add4(a0, l, pair);
      b0 = add4(b0, h, pair);
      if (sizeof<Rows>() > 1) {
        pair = v128.load32_splat(x1 + j);
        a1 = add4(a1, l, pair);
        b1 = add4(b1, h, pair);
      }
    }
    const scales = v128.load(w, 256);
    const scalesHigh = v128.load(w, 272);
    let scale = v128.load32_splat(x, 64);
    low0 = f32x4.add(low0, scaled(a0, scales, scale));
    high0 = f32x4.add(high0, scaled(b0, scalesHigh, scale));
    if (sizeof<Rows>() > 1) {
      scale = v128.load32_splat(x1, 64);
      low1 = f32x4.add(low1, scaled(a1, scales, scale));
      high1 = f32x4.add(high1, scaled(b1, scalesHigh, scale));
    }
    w += BYTES_8BIT;
    x += ACTIVATION_BYTES;
    x1 += ACTIVATION_BYTES;
  }
  v128.store(out, low0);
  v128.store(out, high0, 16);
  if (sizeof<Rows>() > 1) {
    v128.store(out + stride, low1);
    v128.store(out + stride, high1, 16);
  }
}

/** A tile of queries, keys or values, one after the other in Projected. */
export function projectTile(tile: i32, layer: usize): void {
  const stride: usize = (int(Field.Heads) + 2 * int(Field.KvHeads)) * int(Field.HeadSize) * 4;
  let out: usize = int(Field.Projected);
  for (let matrix = layer + LayerField.Query; ; matrix += 16) {
    const count = tiles(matrix);
    if (tile < count) {
      multiply(matrix, tile, int(Field.Input), int(Field.Rows), out + tile * (TILE * 4), stride);
      return;
    }
    tile -= count;
    out += features(matrix) * 4;
  }
}

/** A tile of a product that is added to the residual stream. */
export function addTile(tile: i32, matrix: usize, x: usize, thread: i32): void {
  const rows = int(Field.Rows);
  const product = scratch(thread);
  multiply(matrix, tile, x, rows, product, TILE * 4);
  const stride: usize = int(Field.Hidden) * 4;
  let residual: usize = int(Field.Residual) + tile * (TILE * 4);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < <usize>TILE * 4; i += 16) {
      const sum = f32x4.add(v128.load(residual + i), v128.load(product + r * (TILE * 4) + i));
      v128.store(residual + i, sum);
    }
    residual += stride;
  }
}

/** A tile of hidden units, silu(gate) · up, quantised for the way down: a tile is one block. */
export function unitTile(tile: i32, layer: usize, thread: i32): void {
  const rows = int(Field.Rows);
  const input: usize = int(Field.Input);
  const gates = scratch(thread);
  const ups: usize = gates + rows * (TILE * 4);
  multiply(layer + LayerField.Gate, tile, input, rows, gates, TILE * 4);
  multiply(layer + LayerField.Up, tile, input, rows, ups, TILE * 4);
  const stride: usize = (int(Field.FeedForward) / TILE) * ACTIVATION_BYTES;
  let units: usize = int(Field.Units) + tile * ACTIVATION_BYTES;
  for (let r = 0; r < rows; r++) {
    const row: usize = gates + r * (TILE * 4);
    for (let i: usize = 0; i < <usize>TILE * 4; i += 16) {
      const up = v128.load(row + rows * (TILE * 4) + i);
      v128.store(row + i, f32x4.mul(silu4(v128.load(row + i)), up));
    }
    quantiseBlock(row, units);
    units += stride;
  }
}
