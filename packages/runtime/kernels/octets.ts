import {
  ACTIVATION_BYTES,
  BYTES_EIGHT,
  BYTES_FOUR,
  BYTES_SIXTEEN,
  BYTES_WIDE,
  Form,
} from '../src/wasm/kernel-fields';

// Products of int16 activations with weights of 4, 8 or 13 bits, exact in int32 within a block of 32 columns.
//
// Weights lie as [features / 8][columns / 32] records, one stream from first to last: jumps in it cost more than the
// arithmetic. The four lanes of an accumulator are four output features, so one load of two activations, splat, serves
// eight dot products. A type parameter stands for a number of rows, sizeof<Rows>() = 1 or 2, each with code of its own.

/** Eight output features of one row, sizeof<Rows>() = 1, or of two. */
export function octet<Rows>(
  form: Form,
  weights: usize,
  count: i32,
  x: usize,
  rowBytes: usize,
  out: usize,
  stride: usize,
): void {
  switch (form) {
    case Form.Four:
      return octet4<Rows>(weights, count, x, rowBytes, out, stride);
    case Form.Eight:
      return octet8<Rows>(weights, count, x, rowBytes, out, stride);
    case Form.Wide:
      return octetWide<Rows>(weights, count, x, rowBytes, out, stride);
    default:
      return octet16<Rows>(weights, count, x, rowBytes, out, stride);
  }
}

/** Bytes of a record. */
export function recordBytes(form: Form): usize {
  switch (form) {
    case Form.Four:
      return BYTES_FOUR;
    case Form.Eight:
      return BYTES_EIGHT;
    case Form.Wide:
      return BYTES_WIDE;
    default:
      return BYTES_SIXTEEN;
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
    w += BYTES_FOUR;
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
    w += BYTES_EIGHT;
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

/** Eight output features of 8-bit weights, w = scale · code + minimum, the scale one of each half's. */
function octetWide<Rows>(w: usize, count: i32, x: usize, rowBytes: usize, out: usize, stride: usize): void {
  let x1 = x + rowBytes;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    const minima = v128.load(w, 320);
    const minimaHigh = v128.load(w, 336);
    let total = v128.load32_splat(x, 68);
    low0 = f32x4.add(low0, f32x4.mul(minima, total));
    high0 = f32x4.add(high0, f32x4.mul(minimaHigh, total));
    if (sizeof<Rows>() > 1) {
      total = v128.load32_splat(x1, 68);
      low1 = f32x4.add(low1, f32x4.mul(minima, total));
      high1 = f32x4.add(high1, f32x4.mul(minimaHigh, total));
    }
    for (let part: usize = 0; part < 64; part += 32) {
      let a0 = i32x4.splat(0);
      let b0 = i32x4.splat(0);
      let a1 = i32x4.splat(0);
      let b1 = i32x4.splat(0);
      for (let j: usize = part; j < part + 32; j += 4) {
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
      const scales = v128.load(w + part, 256);
      const scalesHigh = v128.load(w + part, 272);
      let scale = v128.load32_splat(x, 64);
      low0 = f32x4.add(low0, scaled(a0, scales, scale));
      high0 = f32x4.add(high0, scaled(b0, scalesHigh, scale));
      if (sizeof<Rows>() > 1) {
        scale = v128.load32_splat(x1, 64);
        low1 = f32x4.add(low1, scaled(a1, scales, scale));
        high1 = f32x4.add(high1, scaled(b1, scalesHigh, scale));
      }
    }
    w += BYTES_WIDE;
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

/** Eight output features of weights with codes of 13 bits, w = scale · code, the scale one of each half's. */
function octet16<Rows>(w: usize, count: i32, x: usize, rowBytes: usize, out: usize, stride: usize): void {
  let x1 = x + rowBytes;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    for (let part: usize = 0; part < 64; part += 32) {
      let a0 = i32x4.splat(0);
      let b0 = i32x4.splat(0);
      let a1 = i32x4.splat(0);
      let b1 = i32x4.splat(0);
      for (let j: usize = part; j < part + 32; j += 4) {
        const l = v128.load(w + 4 * j);
        const h = v128.load(w + 4 * j, 256);
        let pair = v128.load32_splat(x + j);
        a0 = add4(a0, l, pair);
        b0 = add4(b0, h, pair);
        if (sizeof<Rows>() > 1) {
          pair = v128.load32_splat(x1 + j);
          a1 = add4(a1, l, pair);
          b1 = add4(b1, h, pair);
        }
      }
      const scales = v128.load(w + part, 512);
      const scalesHigh = v128.load(w + part, 528);
      let scale = v128.load32_splat(x, 64);
      low0 = f32x4.add(low0, scaled(a0, scales, scale));
      high0 = f32x4.add(high0, scaled(b0, scalesHigh, scale));
      if (sizeof<Rows>() > 1) {
        scale = v128.load32_splat(x1, 64);
        low1 = f32x4.add(low1, scaled(a1, scales, scale));
        high1 = f32x4.add(high1, scaled(b1, scalesHigh, scale));
      }
    }
    w += BYTES_SIXTEEN;
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
