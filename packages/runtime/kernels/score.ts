import { ACTIVATION_BYTES, Field, Form, MatrixField, SCORED_AT_ONCE, TILE } from '../src/wasm/kernel-fields';
import { multiply, tiles } from './linear';
import { exp4, sum4 } from './math';
import { blocks, int } from './memory';
import { octetOfRows } from './octet-rows';
import { recordBytes } from './octets';

/** Floats between the logits of two rows. */
function logitStride(): i32 {
  return (int(Field.Vocabulary) + TILE - 1) & -TILE;
}

/** How many rows are scored together. @param first of them */
export function scoredAtOnce(first: i32): i32 {
  return min<i32>(SCORED_AT_ONCE, int(Field.ScoredCount) - first);
}

/** Tiles of the logits that a pass wants. */
export function headTiles(): i32 {
  return int(Field.HeadOctets) ? int(Field.HeadOctetCount) >> 2 : tiles(int(Field.Head));
}

/** Logits of a row that a pass wants. */
function logitCount(): i32 {
  return int(Field.HeadOctets) ? int(Field.HeadOctetCount) << 3 : int(Field.Vocabulary);
}

/** A tile of the logits of the scored rows that the input holds. */
export function headTile(tile: i32, rows: i32, thread: i32): void {
  const stride: usize = logitStride() * 4;
  const out: usize = int(Field.Logits) + tile * (TILE * 4);
  const list: usize = int(Field.HeadOctets);
  if (list) listedTile(list + tile * 16, rows, out, stride, thread);
  else multiply(int(Field.Head), tile, int(Field.Input), rows, out, stride, thread);
}

/** A tile of four octets of tokens that are named. What is no token has no chance. */
function listedTile(list: usize, rows: i32, out: usize, stride: usize, thread: i32): void {
  const head: usize = int(Field.Head);
  const form = <Form>load<i32>(head + MatrixField.Form);
  const count = blocks(head);
  const octetBytes: usize = count * recordBytes(form);
  const address: usize = load<i32>(head + MatrixField.Address);
  const rowBytes: usize = count * ACTIVATION_BYTES;
  for (let eight: usize = 0; eight < 4; eight++) {
    const octet = load<i32>(list + eight * 4);
    const to = out + eight * 32;
    const real = octet < 0 ? 0 : min<i32>(8, int(Field.Vocabulary) - octet * 8);
    if (real > 0) {
      octetOfRows(
        form,
        address + octet * octetBytes,
        count,
        int(Field.Input),
        rows,
        rowBytes,
        to,
        stride,
        thread,
        0,
      );
    }
    for (let r = 0; r < rows && real < 8; r++) {
      for (let i = real; i < 8; i++) store<f32>(to + r * stride + i * 4, -Infinity);
    }
  }
}

/** Best tokens, log partition and targets of a scored row. @param first scored row that the logits begin with */
export function finishTile(tile: i32, first: i32): void {
  const row = first + tile;
  const count = logitCount();
  const logits: usize = int(Field.Logits) + tile * logitStride() * 4;
  // What lies between the last token and the end of its vector is no token.
  for (let i = count; i & 3; i++) store<f32>(logits + i * 4, -Infinity);
  const top: usize = int(Field.TopLogits) + row * 256;
  const ids: usize = int(Field.TopIds) + row * 256;
  best(logits, count, top, ids);
  store<f32>(int(Field.Partitions) + row * 4, partition(logits, count, load<f32>(top)));
  const wanted = int(Field.TargetCount);
  for (let t = row * wanted; t < (row + 1) * wanted; t++) {
    const target = load<i32>(int(Field.Targets) + t * 4);
    store<f32>(int(Field.TargetLogits) + t * 4, load<f32>(logits + target * 4));
  }
  const list: usize = int(Field.HeadOctets);
  if (!list) return;
  for (let at = ids; at < ids + int(Field.Top) * 4; at += 4) {
    const place = load<i32>(at);
    store<i32>(at, load<i32>(list + (place >> 3) * 4) * 8 + (place & 7));
  }
}

/** The Top largest logits and their ids, largest first, the smaller id first where two are equal. */
function best(logits: usize, count: i32, top: usize, ids: usize): void {
  const wanted = int(Field.Top);
  for (let i = 0; i < wanted; i++) {
    store<f32>(top + i * 4, -Infinity);
    store<i32>(ids + i * 4, 0);
  }
  const last: usize = top + (wanted - 1) * 4;
  let threshold = f32x4.splat(-Infinity);
  for (let i = 0; i < count; i += 4) {
    if (!v128.any_true(f32x4.gt(v128.load(logits + i * 4), threshold))) continue;
    for (let lane = i; lane < i + 4; lane++) {
      const logit = load<f32>(logits + lane * 4);
      if (logit > load<f32>(last)) insert(logit, lane, top, ids, wanted);
    }
    threshold = v128.load32_splat(last);
  }
}

function insert(logit: f32, id: i32, top: usize, ids: usize, wanted: i32): void {
  let at: usize = (wanted - 1) * 4;
  for (; at > 0 && load<f32>(top + at - 4) < logit; at -= 4) {
    store<f32>(top + at, load<f32>(top + at - 4));
    store<i32>(ids + at, load<i32>(ids + at - 4));
  }
  store<f32>(top + at, logit);
  store<i32>(ids + at, id);
}

/** Σ e^(logit − largest). */
function partition(logits: usize, count: i32, largest: f32): f32 {
  const shift = f32x4.splat(largest);
  let sum: f64 = 0;
  for (let i = 0; i < count;) {
    // Short runs in single precision, their sums in double.
    let part = f32x4.splat(0);
    for (const end = min<i32>(count, i + 1024); i < end; i += 4) {
      part = f32x4.add(part, exp4(f32x4.sub(v128.load(logits + i * 4), shift)));
    }
    sum += sum4(part);
  }
  return <f32>sum;
}
