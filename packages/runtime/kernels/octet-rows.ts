import { ACTIVATION_BYTES, Form, PANEL_BYTES, PANEL_RECORD, PANEL_RECORDS } from '../src/wasm/kernel-fields';
import { panelOf } from './memory';
import { octet, recordBytes } from './octets';
import { unpack } from './panel';
import { panelRows } from './panel-rows';

// Products of any number of rows with eight output features: four rows at a time through a panel, what is left over
// straight from the records.
//
// Weights of a prompt come from far memory, and a thread that unpacks them all at once waits for them. So a thread has two
// panels: while rows go through one, the other fills, a few records after each four rows, and the processor fetches ahead.

/** Which of the thread's panels is in use, and the records that it holds. Each thread has globals of its own. */
let side: usize = 0;
let held: usize = 0;

/**
 * Eight output features of all rows.
 * @param weights where their records begin
 * @param x activations of `rows` rows (quantise.ts)
 * @param then records that this thread multiplies next, as many and of the same form; 0: not known
 */
export function octetOfRows(
  form: Form,
  weights: usize,
  count: i32,
  x: usize,
  rows: i32,
  rowBytes: usize,
  out: usize,
  stride: usize,
  thread: i32,
  then: usize,
): void {
  const fours = rows & -4;
  if (fours) {
    octetOfFours(form, weights, count, x, fours, out, stride, thread, then);
    x += fours * rowBytes;
    out += fours * stride;
  }
  if (rows & 2) {
    octet<i16>(form, weights, count, x, rowBytes, out, stride);
    x += 2 * rowBytes;
    out += 2 * stride;
  }
  if (rows & 1) octet<i8>(form, weights, count, x, rowBytes, out, stride);
}

/** By panels of the columns, one after the other. */
function octetOfFours(
  form: Form,
  weights: usize,
  count: i32,
  x: usize,
  rows: i32,
  out: usize,
  stride: usize,
  thread: i32,
  then: usize,
): void {
  const bytes = recordBytes(form);
  for (let from = 0; from < count; from += PANEL_RECORDS) {
    const records = min<i32>(PANEL_RECORDS, count - from);
    const panel = panelOf(thread) + side * PANEL_BYTES;
    if (held != weights) unpack(form, weights, records, panel);
    weights += records * bytes;
    const left = count - from - records;
    const next = left > 0 ? weights : then;
    const wanted = next ? min<i32>(PANEL_RECORDS, left > 0 ? left : count) : 0;
    side ^= 1;
    const spare = panelOf(thread) + side * PANEL_BYTES;
    held = next;
    let four = x + from * 4 * ACTIVATION_BYTES;
    let to = out;
    let filled = 0;
    for (let row = 0; row < rows; row += 4) {
      panelRows(form, panel, records, four, to, stride, from > 0);
      four += 4 * count * ACTIVATION_BYTES;
      to += 4 * stride;
      const until = (wanted * (row + 4)) / rows;
      unpack(form, next + filled * bytes, until - filled, spare + filled * PANEL_RECORD);
      filled = until;
    }
  }
}
