import { Field, TILE } from '../src/wasm/kernel-fields';
import { multiply } from './linear';
import { exp4, sum4 } from './math';
import { int } from './memory';

/** Floats between the logits of two rows. */
function logitStride(): i32 {
  return (int(Field.Vocabulary) + TILE - 1) & -TILE;
}

/** A tile of the logits of the scored rows that the input holds. */
export function headTile(tile: i32, rows: i32): void {
  const stride: usize = logitStride() * 4;
  const out: usize = int(Field.Logits) + tile * (TILE * 4);
  multiply(int(Field.Head), tile, int(Field.Input), rows, out, stride);
}

/** Best tokens, log partition and targets of a scored row. @param first scored row that the logits begin with */
export function finishTile(tile: i32, first: i32): void {
  const row = first + tile;
  const count = int(Field.Vocabulary);
  const logits: usize = int(Field.Logits) + tile * logitStride() * 4;
  // What lies between the last token and the end of its vector is no token.
  for (let i = count; i & 3; i++) store<f32>(logits + i * 4, -Infinity);
  const top: usize = int(Field.TopLogits) + row * 256;
  best(logits, count, top, int(Field.TopIds) + row * 256);
  store<f32>(int(Field.Partitions) + row * 4, partition(logits, count, load<f32>(top)));
  const wanted = int(Field.TargetCount);
  for (let t = row * wanted; t < (row + 1) * wanted; t++) {
    const target = load<i32>(int(Field.Targets) + t * 4);
    store<f32>(int(Field.TargetLogits) + t * 4, load<f32>(logits + target * 4));
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
