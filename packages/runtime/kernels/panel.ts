import { Form, PANEL_RECORD } from '../src/wasm/kernel-fields';
import { recordBytes } from './octets';

// Where many rows meet a matrix, the codes of eight output features are unpacked once for all of them, to int16, into a
// panel that stays in the nearest cache: for each block of 32 columns PANEL_RECORD bytes, two vectors for each pair of
// columns (features 0 to 3, then 4 to 7), then 8 scales of the first 16 columns, 8 of the others, 8 minima.

/** Offsets in a record of scales and minima. */
export const PANEL_SCALES: usize = 512;
export const PANEL_MINIMA: usize = 576;

/** Unpacks `count` records. @param weights where they begin */
export function unpack(form: Form, weights: usize, count: i32, panel: usize): void {
  const bytes = recordBytes(form);
  const end: usize = panel + count * PANEL_RECORD;
  for (let to = panel; to < end; to += PANEL_RECORD) {
    if (form == Form.Four) unpackFour(weights, to);
    else if (form == Form.Sixteen) unpackSixteen(weights, to);
    else unpackEight(weights, to, form == Form.Wide);
    weights += bytes;
  }
}

/** Sixteen bytes have the codes of eight columns of four features: a nibble of each 16 bits for a pair of columns. */
function unpackFour(w: usize, to: usize): void {
  const nibble = i16x8.splat(15);
  for (let i: usize = 0; i < 64; i += 16) {
    const low = v128.load(w + i);
    const high = v128.load(w + i, 64);
    const at = to + 8 * i;
    v128.store(at, v128.and(low, nibble));
    v128.store(at, v128.and(high, nibble), 16);
    v128.store(at, v128.and(i16x8.shr_u(low, 4), nibble), 32);
    v128.store(at, v128.and(i16x8.shr_u(high, 4), nibble), 48);
    v128.store(at, v128.and(i16x8.shr_u(low, 8), nibble), 64);
    v128.store(at, v128.and(i16x8.shr_u(high, 8), nibble), 80);
    v128.store(at, i16x8.shr_u(low, 12), 96);
    v128.store(at, i16x8.shr_u(high, 12), 112);
  }
  v128.store(to, v128.load(w, 128), PANEL_SCALES);
  v128.store(to, v128.load(w, 160), PANEL_SCALES + 16);
  v128.store(to, v128.load(w, 144), PANEL_MINIMA);
  v128.store(to, v128.load(w, 176), PANEL_MINIMA + 16);
}

function unpackEight(w: usize, to: usize, wide: bool): void {
  for (let i: usize = 0; i < 128; i += 8) {
    v128.store(to + 4 * i, v128.load8x8_s(w + i));
    v128.store(to + 4 * i, v128.load8x8_s(w + i, 128), 16);
  }
  copyScales(w + 256, to, wide ? 96 : 32);
}

function unpackSixteen(w: usize, to: usize): void {
  for (let i: usize = 0; i < 256; i += 16) {
    v128.store(to + 2 * i, v128.load(w + i));
    v128.store(to + 2 * i, v128.load(w + i, 256), 16);
  }
  copyScales(w + 512, to, 64);
}

/** A call of memory.copy takes as long as all the rest. */
function copyScales(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i), PANEL_SCALES);
}
