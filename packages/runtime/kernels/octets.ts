import {
  ACTIVATION_BYTES,
  BYTES_EIGHT,
  BYTES_FOUR,
  BYTES_SIXTEEN,
  BYTES_WIDE,
  Form,
} from '../src/wasm/kernel-fields';
import { add4, addMinima, addScaled } from './dots';
import { store8 } from './memory';

// Products of int16 activations with weights of 4, 8 or 13 bits, exact in int32 within a block of 32 columns.
//
// Weights lie as [features / 8][columns / 32] records, one stream from first to last: jumps in it cost more than the
// arithmetic. The four lanes of an accumulator are four output features, so one load of two activations, splat, serves
// eight dot products. Type parameters stand for numbers, each combination with code of its own: sizeof<Rows>() is 1 or 2
// rows, and sizeof<Of>() is FOUR, EIGHT, WIDE or SIXTEEN for the form. Four rows and more go through a panel.

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
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  for (let b = 0; b < count; b++) {
    if (sizeof<Of>() == FOUR || sizeof<Of>() == WIDE) {
      const minima = v128.load(w + minimaAt);
      const minimaHigh = v128.load(w + minimaAt + scalesApart);
      low0 = addMinima(low0, minima, v128.load32_splat(x + 68));
      high0 = addMinima(high0, minimaHigh, v128.load32_splat(x + 68));
      if (sizeof<Rows>() > 1) {
        low1 = addMinima(low1, minima, v128.load32_splat(x1 + 68));
        high1 = addMinima(high1, minimaHigh, v128.load32_splat(x1 + 68));
      }
    }
    for (let part: usize = 0; part < 64; part += partBytes) {
      let a0 = i32x4.splat(0);
      let b0 = i32x4.splat(0);
      let a1 = i32x4.splat(0);
      let b1 = i32x4.splat(0);
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
        }
      }
      const own = w + (halves ? part : 0) + scalesAt;
      const scales = v128.load(own);
      const scalesHigh = v128.load(own + scalesApart);
      low0 = addScaled(low0, a0, scales, v128.load32_splat(x + 64));
      high0 = addScaled(high0, b0, scalesHigh, v128.load32_splat(x + 64));
      if (sizeof<Rows>() > 1) {
        low1 = addScaled(low1, a1, scales, v128.load32_splat(x1 + 64));
        high1 = addScaled(high1, b1, scalesHigh, v128.load32_splat(x1 + 64));
      }
    }
    w += bytes;
    x += ACTIVATION_BYTES;
    x1 += ACTIVATION_BYTES;
  }
  store8(out, low0, high0);
  if (sizeof<Rows>() > 1) store8(out + stride, low1, high1);
}
