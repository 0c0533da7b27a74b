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
// eight dot products. Type parameters stand for numbers, each combination with code of its own: sizeof<Rows>() is 1, 2
// or 4 rows, and sizeof<Of>() is FOUR, EIGHT, WIDE or SIXTEEN for the form. What many rows share is unpacked once.

const FOUR: usize = 1;
const EIGHT: usize = 2;
const WIDE: usize = 4;
const SIXTEEN: usize = 8;

/** Eight output features of sizeof<Rows>() rows. */
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
      return octetOf<i8, Rows>(weights, count, x, rowBytes, out, stride);
    case Form.Eight:
      return octetOf<i16, Rows>(weights, count, x, rowBytes, out, stride);
    case Form.Wide:
      return octetOf<i32, Rows>(weights, count, x, rowBytes, out, stride);
    default:
      return octetOf<i64, Rows>(weights, count, x, rowBytes, out, stride);
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

/** sum + scales · scale · dots. @param scale address of a row's */
function addScaled(sum: v128, dots: v128, scales: v128, scale: usize): v128 {
  const both = f32x4.mul(scales, v128.load32_splat(scale));
  return f32x4.add(sum, f32x4.mul(both, f32x4.convert_i32x4_s(dots)));
}

/** sum + minima · the sum of a row's activations. @param total its address */
function addMinima(sum: v128, minima: v128, total: usize): v128 {
  return f32x4.add(sum, f32x4.mul(minima, v128.load32_splat(total)));
}

/** Codes of two columns of four features, of a form with a byte a code or more. @param to bytes of activations before */
function codes<Of>(w: usize, to: usize, half: usize): v128 {
  if (sizeof<Of>() == SIXTEEN) return v128.load(w + 4 * to + half * 256);
  return v128.load8x8_s(w + 2 * to + half * 128);
}

/** Eight output features: w = scale · code + minimum, or without it, a scale for 32 columns or for each 16. */
function octetOf<Of, Rows>(w: usize, count: i32, x: usize, rowBytes: usize, out: usize, stride: usize): void {
  const nibble = i16x8.splat(15);
  const halves = sizeof<Of>() >= WIDE;
  const partBytes: usize = halves ? 32 : 64;
  const scalesAt: usize = sizeof<Of>() == FOUR ? 128 : sizeof<Of>() == SIXTEEN ? 512 : 256;
  const scalesApart: usize = sizeof<Of>() == FOUR ? 32 : 16;
  const minimaAt: usize = sizeof<Of>() == FOUR ? 144 : 320;
  const bytes: usize = recordBytes(
    sizeof<Of>() == FOUR
      ? Form.Four
      : sizeof<Of>() == EIGHT
        ? Form.Eight
        : sizeof<Of>() == WIDE
          ? Form.Wide
          : Form.Sixteen,
  );
  let x1 = x + rowBytes;
  let x2 = x1 + rowBytes;
  let x3 = x2 + rowBytes;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0);
  let high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0);
  let high3 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    if (sizeof<Of>() == FOUR || sizeof<Of>() == WIDE) {
      const minima = v128.load(w + minimaAt);
      const minimaHigh = v128.load(w + minimaAt + scalesApart);
      low0 = addMinima(low0, minima, x + 68);
      high0 = addMinima(high0, minimaHigh, x + 68);
      if (sizeof<Rows>() > 1) {
        low1 = addMinima(low1, minima, x1 + 68);
        high1 = addMinima(high1, minimaHigh, x1 + 68);
      }
      if (sizeof<Rows>() > 2) {
        low2 = addMinima(low2, minima, x2 + 68);
        high2 = addMinima(high2, minimaHigh, x2 + 68);
        low3 = addMinima(low3, minima, x3 + 68);
        high3 = addMinima(high3, minimaHigh, x3 + 68);
      }
    }
    for (let part: usize = 0; part < 64; part += partBytes) {
      let a0 = i32x4.splat(0);
      let b0 = i32x4.splat(0);
      let a1 = i32x4.splat(0);
      let b1 = i32x4.splat(0);
      let a2 = i32x4.splat(0);
      let b2 = i32x4.splat(0);
      let a3 = i32x4.splat(0);
      let b3 = i32x4.splat(0);
      for (let j = part; j < part + partBytes; j += 16) {
        // Of 4 bits, sixteen bytes have the codes of eight columns.
        let low = v128.load(w + j);
        let high = v128.load(w + j, 64);
        for (let i = j; i < j + 16; i += 4) {
          const l = sizeof<Of>() == FOUR ? v128.and(low, nibble) : codes<Of>(w, i, 0);
          const h = sizeof<Of>() == FOUR ? v128.and(high, nibble) : codes<Of>(w, i, 1);
          low = i16x8.shr_u(low, 4);
          high = i16x8.shr_u(high, 4);
          let pair = v128.load32_splat(x + i);
          a0 = add4(a0, l, pair);
          b0 = add4(b0, h, pair);
          if (sizeof<Rows>() > 1) {
            pair = v128.load32_splat(x1 + i);
            a1 = add4(a1, l, pair);
            b1 = add4(b1, h, pair);
          }
          if (sizeof<Rows>() > 2) {
            pair = v128.load32_splat(x2 + i);
            a2 = add4(a2, l, pair);
            b2 = add4(b2, h, pair);
            pair = v128.load32_splat(x3 + i);
            a3 = add4(a3, l, pair);
            b3 = add4(b3, h, pair);
          }
        }
      }
      const own = w + (halves ? part : 0) + scalesAt;
      const scales = v128.load(own);
      const scalesHigh = v128.load(own + scalesApart);
      low0 = addScaled(low0, a0, scales, x + 64);
      high0 = addScaled(high0, b0, scalesHigh, x + 64);
      if (sizeof<Rows>() > 1) {
        low1 = addScaled(low1, a1, scales, x1 + 64);
        high1 = addScaled(high1, b1, scalesHigh, x1 + 64);
      }
      if (sizeof<Rows>() > 2) {
        low2 = addScaled(low2, a2, scales, x2 + 64);
        high2 = addScaled(high2, b2, scalesHigh, x2 + 64);
        low3 = addScaled(low3, a3, scales, x3 + 64);
        high3 = addScaled(high3, b3, scalesHigh, x3 + 64);
      }
    }
    w += bytes;
    x += ACTIVATION_BYTES;
    x1 += ACTIVATION_BYTES;
    x2 += ACTIVATION_BYTES;
    x3 += ACTIVATION_BYTES;
  }
  store8(out, low0, high0);
  if (sizeof<Rows>() > 1) store8(out + stride, low1, high1);
  if (sizeof<Rows>() > 2) {
    store8(out + 2 * stride, low2, high2);
    store8(out + 3 * stride, low3, high3);
  }
}

function store8(out: usize, low: v128, high: v128): void {
  v128.store(out, low);
  v128.store(out, high, 16);
}
