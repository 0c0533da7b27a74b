import { Form } from '../src/wasm/kernel-fields';
import { add4, addMinima, addScaled } from './dots';
import { store8 } from './memory';
import { PANEL_MINIMA, PANEL_SCALES } from './panel';

// Products of four rows with eight output features that lie unpacked in a panel: int16 times int16, exact in int32
// within a block of 32 columns. A load of two activations, splat, serves eight dot products, a load of codes four rows.
//
// V8 puts all loads of a basic block before its arithmetic. Eight sums, two vectors of codes, four of activations and a
// product just fit into 15 registers; with the loads of two pairs of columns sums went to memory and back, and a prompt
// took a tenth to a quarter longer. So each pair, and each row's floats, have a basic block of their own: breaks part them that
// are never taken, since `count` is positive, each on a condition of its own, or V8 would drop it.

/**
 * Products of four rows with a panel.
 * @param count records of the panel
 * @param x the activations of four rows for their columns, pair beside pair (quantise.ts)
 * @param out where the first row's eight sums go
 * @param more sums are there already, of the columns before
 */
export function panelRows(
  form: Form,
  panel: usize,
  count: i32,
  x: usize,
  out: usize,
  stride: usize,
  more: bool,
): void {
  switch (form) {
    case Form.Four:
      return rowsOf<i8>(panel, count, x, out, stride, more);
    case Form.Eight:
      return rowsOf<i16>(panel, count, x, out, stride, more);
    case Form.Wide:
      return rowsOf<i32>(panel, count, x, out, stride, more);
    default:
      return rowsOf<i64>(panel, count, x, out, stride, more);
  }
}

/** sizeof<Of>() stands for the form, for each of which there is code of its own: 1 Four, 2 Eight, 4 Wide, 8 Sixteen. */
function rowsOf<Of>(w: usize, count: i32, x: usize, out: usize, stride: usize, more: bool): void {
  const hasMinima = sizeof<Of>() == 1 || sizeof<Of>() == 4;
  const halves = sizeof<Of>() >= 4;
  const zero = i32x4.splat(0);
  let x1 = x + 4;
  let x2 = x1 + 4;
  let x3 = x2 + 4;
  const out1 = out + stride;
  const out2 = out1 + stride;
  const out3 = out2 + stride;
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0);
  let high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0);
  let high3 = f32x4.splat(0);
  if (more) {
    low0 = v128.load(out);
    high0 = v128.load(out, 16);
    low1 = v128.load(out1);
    high1 = v128.load(out1, 16);
    low2 = v128.load(out2);
    high2 = v128.load(out2, 16);
    low3 = v128.load(out3);
    high3 = v128.load(out3, 16);
  }
  for (; count > 0; count--) {
    const minima = w + PANEL_MINIMA;
    let scales = w + PANEL_SCALES;
    let part = 0;
    do {
      let a0 = zero;
      let b0 = zero;
      let a1 = zero;
      let b1 = zero;
      let a2 = zero;
      let b2 = zero;
      let a3 = zero;
      let b3 = zero;
      let l = zero;
      let h = zero;
      let p = zero;
      for (let turn = halves ? 2 : 4; turn > 0; turn--) {
        do {
          l = v128.load(w);
          h = v128.load(w, 16);
          p = v128.load32_splat(x);
          a0 = add4(a0, l, p);
          b0 = add4(b0, h, p);
          p = v128.load32_splat(x1);
          a1 = add4(a1, l, p);
          b1 = add4(b1, h, p);
          p = v128.load32_splat(x2);
          a2 = add4(a2, l, p);
          b2 = add4(b2, h, p);
          p = v128.load32_splat(x3);
          a3 = add4(a3, l, p);
          b3 = add4(b3, h, p);
          if (count == -1) break;
          l = v128.load(w, 32);
          h = v128.load(w, 48);
          p = v128.load32_splat(x, 16);
          a0 = add4(a0, l, p);
          b0 = add4(b0, h, p);
          p = v128.load32_splat(x1, 16);
          a1 = add4(a1, l, p);
          b1 = add4(b1, h, p);
          p = v128.load32_splat(x2, 16);
          a2 = add4(a2, l, p);
          b2 = add4(b2, h, p);
          p = v128.load32_splat(x3, 16);
          a3 = add4(a3, l, p);
          b3 = add4(b3, h, p);
          if (count == -2) break;
          l = v128.load(w, 64);
          h = v128.load(w, 80);
          p = v128.load32_splat(x, 32);
          a0 = add4(a0, l, p);
          b0 = add4(b0, h, p);
          p = v128.load32_splat(x1, 32);
          a1 = add4(a1, l, p);
          b1 = add4(b1, h, p);
          p = v128.load32_splat(x2, 32);
          a2 = add4(a2, l, p);
          b2 = add4(b2, h, p);
          p = v128.load32_splat(x3, 32);
          a3 = add4(a3, l, p);
          b3 = add4(b3, h, p);
          if (count == -3) break;
          l = v128.load(w, 96);
          h = v128.load(w, 112);
          p = v128.load32_splat(x, 48);
          a0 = add4(a0, l, p);
          b0 = add4(b0, h, p);
          p = v128.load32_splat(x1, 48);
          a1 = add4(a1, l, p);
          b1 = add4(b1, h, p);
          p = v128.load32_splat(x2, 48);
          a2 = add4(a2, l, p);
          b2 = add4(b2, h, p);
          p = v128.load32_splat(x3, 48);
          a3 = add4(a3, l, p);
          b3 = add4(b3, h, p);
        } while (false);
        w += 128;
        x += 64;
        x1 += 64;
        x2 += 64;
        x3 += 64;
      }
      const scale: usize = halves && part == 0 ? 128 : 0;
      l = v128.load(scales);
      h = v128.load(scales, 16);
      if (halves) scales += 32;
      const adds = hasMinima && (!halves || part == 0);
      const m = hasMinima ? v128.load(minima) : zero;
      const n = hasMinima ? v128.load(minima, 16) : zero;
      do {
        p = v128.load32_splat(x + scale);
        if (adds) {
          const total = v128.load32_splat(x + scale, 16);
          low0 = addMinima(low0, m, total);
          high0 = addMinima(high0, n, total);
        }
        low0 = addScaled(low0, a0, l, p);
        high0 = addScaled(high0, b0, h, p);
        if (count == -4) break;
        p = v128.load32_splat(x1 + scale);
        if (adds) {
          const total = v128.load32_splat(x1 + scale, 16);
          low1 = addMinima(low1, m, total);
          high1 = addMinima(high1, n, total);
        }
        low1 = addScaled(low1, a1, l, p);
        high1 = addScaled(high1, b1, h, p);
        if (count == -5) break;
        p = v128.load32_splat(x2 + scale);
        if (adds) {
          const total = v128.load32_splat(x2 + scale, 16);
          low2 = addMinima(low2, m, total);
          high2 = addMinima(high2, n, total);
        }
        low2 = addScaled(low2, a2, l, p);
        high2 = addScaled(high2, b2, h, p);
        if (count == -6) break;
        p = v128.load32_splat(x3 + scale);
        if (adds) {
          const total = v128.load32_splat(x3 + scale, 16);
          low3 = addMinima(low3, m, total);
          high3 = addMinima(high3, n, total);
        }
        low3 = addScaled(low3, a3, l, p);
        high3 = addScaled(high3, b3, h, p);
      } while (false);
      part++;
    } while (halves && part < 2);
    w = minima + 32;
    x += 32;
    x1 += 32;
    x2 += 32;
    x3 += 32;
  }
  store8(out, low0, high0);
  store8(out1, low1, high1);
  store8(out2, low2, high2);
  store8(out3, low3, high3);
}
