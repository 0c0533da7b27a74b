import {
  FEW_ROWS,
  Field,
  HEADS_AT_ONCE,
  LAYER_BYTES,
  LayerField,
  SCORE_PADDING,
} from '../src/wasm/kernel-fields';
import { average, score } from './heads';
import { exp4, max4, sum4 } from './math';
import { float, int, scratch } from './memory';
import { activations, normaliseFloats, pairsApart, quantiseBlock } from './quantise';

/** A row's queries normed, rotated and scaled in place; its keys, normed and rotated, and its values into the cache. */
export function rotateTile(row: i32, layer: i32): void {
  const size: usize = int(Field.HeadSize) * 4;
  const heads = int(Field.Heads);
  const kvHeads = int(Field.KvHeads);
  const table = layerTable(layer);
  const angles: usize = load<i32>(int(Field.Positions) + row * 4) * size;
  const scale = float(Field.AttentionScale);
  let from: usize = int(Field.Projected) + row * (heads + 2 * kvHeads) * size;
  for (let h = 0; h < heads; h++) {
    normaliseHead(from, load<i32>(table + LayerField.QueryNorm));
    rotate(from, from, table, angles, scale);
    from += size;
  }
  const cached = cacheRow(layer, 0, int(Field.Past) + row);
  const headBytes: usize = int(Field.Capacity) * size;
  for (let h = 0; h < kvHeads; h++) {
    normaliseHead(from, load<i32>(table + LayerField.KeyNorm));
    rotate(from, int(Field.Keys) + cached + h * headBytes, table, angles, 1);
    memory.copy(int(Field.Values) + cached + h * headBytes, from + kvHeads * size, size);
    from += size;
  }
}

function layerTable(layer: i32): usize {
  return int(Field.LayerTable) + layer * LAYER_BYTES;
}

/** Root mean square norm of a head, in place. @param gains [headSize]; 0: the layer has none */
function normaliseHead(head: usize, gains: usize): void {
  if (gains) normaliseFloats(head, head, gains, int(Field.HeadSize) * 4);
}

/** Offset in Keys and Values of a slot. */
function cacheRow(layer: i32, kvHead: i32, slot: i32): usize {
  const rows = (layer * int(Field.KvHeads) + kvHead) * int(Field.Capacity) + slot;
  return <usize>rows * int(Field.HeadSize) * 4;
}

/**
 * Rotary positions (arXiv 2104.09864) of neighbouring pairs; weights of other layouts are brought to this one when they
 * are packed.
 */
function rotate(from: usize, to: usize, table: usize, angles: usize, factor: f32): void {
  const size: usize = int(Field.HeadSize) * 4;
  const cosines: usize = load<i32>(table + LayerField.Cosines);
  const sines: usize = load<i32>(table + LayerField.Sines);
  for (let i: usize = 0; i < size; i += 16) {
    let x = f32x4.mul(v128.load(from + i), f32x4.splat(factor));
    if (cosines) {
      const swapped = v128.shuffle<f32>(x, x, 1, 0, 3, 2);
      const turned = f32x4.mul(swapped, v128.load(sines + angles + i));
      x = f32x4.add(f32x4.mul(x, v128.load(cosines + angles + i)), turned);
    }
    v128.store(to + i, x);
  }
}

/** Heads of a row that one tile takes: those that share keys, where there are rows enough to be shared out. */
function headsATile(): i32 {
  return int(Field.Rows) > FEW_ROWS ? int(Field.Heads) / int(Field.KvHeads) : 1;
}

export function attendTiles(): i32 {
  return (int(Field.Rows) * int(Field.Heads)) / headsATile();
}

/** Heads of one row over the slots that the row sees; the result is quantised for the output product. */
export function attendTile(tile: i32, layer: i32, thread: i32): void {
  const heads = int(Field.Heads);
  const each = headsATile();
  const row = (tile * each) / heads;
  let head = tile * each - row * heads;
  for (let left = each; left > 0;) {
    if (left >= 4) attend<i64>(row, head, layer, thread);
    else if (left == 3) attend<i32>(row, head, layer, thread);
    else if (left == 2) attend<i16>(row, head, layer, thread);
    else attend<i8>(row, head, layer, thread);
    left -= 4;
    head += 4;
  }
}

/** The heads from `head` on that sizeof<Heads>() stands for (heads.ts). */
function attend<Heads>(row: i32, head: i32, layer: i32, thread: i32): void {
  const count = sizeof<Heads>() == 8 ? 4 : sizeof<Heads>() == 4 ? 3 : <i32>sizeof<Heads>();
  const heads = int(Field.Heads);
  const size: usize = int(Field.HeadSize) * 4;
  const cached = cacheRow(layer, head / (heads / int(Field.KvHeads)), 0);
  const queries: usize = int(Field.Projected) + (row * (heads + 2 * int(Field.KvHeads)) + head) * size;
  const block = scratch(thread);
  const scores: usize = block + HEADS_AT_ONCE * 128;
  const stride: usize = (int(Field.Capacity) << 2) + SCORE_PADDING;
  const windowed = load<i32>(layerTable(layer) + LayerField.Windowed);
  const starts: usize = int(windowed ? Field.WindowStarts : Field.RangeStarts) + row * 4;
  const ranges: usize = int(windowed ? Field.WindowRanges : Field.Ranges);
  const first = ranges + load<i32>(starts) * 8;
  const end = ranges + load<i32>(starts, 4) * 8;
  const slots = score<Heads>(first, end, queries, int(Field.Keys) + cached, size, scores, stride);
  const rest: usize = scores + slots * 4;
  for (let h: usize = 0; h < <usize>count; h++) {
    // One by a head's sum is put where its scores end.
    store<f32>(rest + h * stride, <f32>1 / softmax(scores + h * stride, slots));
  }
  const rows = int(Field.Rows);
  const apart = pairsApart(row, rows);
  const outBytes: usize = (size >> 7) * 18 * apart;
  let out = activations(int(Field.Input), row, rows, heads * (size >> 7)) + head * outBytes;
  for (let part: usize = 0; part < size; part += 128) {
    for (let eight: usize = 0; eight < 128; eight += 32) {
      const values: usize = int(Field.Values) + cached + part + eight;
      average<Heads>(first, end, scores, stride, values, size, block + eight);
    }
    for (let h: usize = 0; h < <usize>count; h++) {
      const share = v128.load32_splat(rest + h * stride);
      for (let at = block + h * 128, i = 0; i < 8; i++, at += 16)
        v128.store(at, f32x4.mul(v128.load(at), share));
      quantiseBlock(block + h * 128, out + h * outBytes, apart);
    }
    out += 18 * apart;
  }
}

/** Scores to e^(score − largest), in place; returns their sum. Up to three floats past the end are overwritten. */
function softmax(scores: usize, count: i32): f32 {
  const end: usize = scores + count * 4;
  v128.store(end, f32x4.splat(-Infinity));
  let largest = f32x4.splat(-Infinity);
  for (let at = scores; at < end; at += 16) largest = f32x4.pmax(largest, v128.load(at));
  const shift = f32x4.splat(max4(largest));
  let sum = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const power = exp4(f32x4.sub(v128.load(at), shift));
    v128.store(at, power);
    sum = f32x4.add(sum, power);
  }
  return sum4(sum);
}
