import { ACTIVATION_BYTES, Field, LAYER_BYTES, LayerField } from '../src/wasm/kernel-fields';
import { exp4, max4, sum4 } from './math';
import { float, int, scratch } from './memory';
import { normaliseFloats, quantiseBlock } from './quantise';

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

/** One head of one row over the slots that the row sees; the result is quantised for the output product. */
export function attendTile(tile: i32, layer: i32, thread: i32): void {
  const heads = int(Field.Heads);
  const row = tile / heads;
  const head = tile - row * heads;
  const size: usize = int(Field.HeadSize) * 4;
  const cached = cacheRow(layer, head / (heads / int(Field.KvHeads)), 0);
  const query: usize = int(Field.Projected) + (row * (heads + 2 * int(Field.KvHeads)) + head) * size;
  const block = scratch(thread);
  const scores = block + 128;
  const windowed = load<i32>(layerTable(layer) + LayerField.Windowed);
  const starts: usize = int(windowed ? Field.WindowStarts : Field.RangeStarts) + row * 4;
  const ranges: usize = int(windowed ? Field.WindowRanges : Field.Ranges);
  const first = ranges + load<i32>(starts) * 8;
  const end = ranges + load<i32>(starts, 4) * 8;
  const count = score(first, end, query, int(Field.Keys) + cached, scores);
  const total = softmax(scores, count);
  let out: usize = int(Field.Input) + (((row * heads + head) * size) >> 7) * ACTIVATION_BYTES;
  for (let part: usize = 0; part < size; part += 128) {
    average(first, end, scores, int(Field.Values) + cached + part, total, block);
    quantiseBlock(block, out);
    out += ACTIVATION_BYTES;
  }
}

/** Query · key of every slot in the ranges from `first` to `end`; returns their number. */
function score(first: usize, end: usize, query: usize, keys: usize, scores: usize): i32 {
  const size: usize = int(Field.HeadSize) * 4;
  let to = scores;
  for (let range = first; range < end; range += 8) {
    let key = keys + load<i32>(range) * size;
    const last = keys + load<i32>(range + 4) * size;
    for (; key < last; key += size) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      for (let i: usize = 0; i < size; i += 32) {
        a = f32x4.add(a, f32x4.mul(v128.load(query + i), v128.load(key + i)));
        b = f32x4.add(b, f32x4.mul(v128.load(query + i + 16), v128.load(key + i + 16)));
      }
      store<f32>(to, sum4(f32x4.add(a, b)));
      to += 4;
    }
  }
  return <i32>((to - scores) >> 2);
}

/** Scores to e^(score − largest), in place; returns their sum. Up to three floats past the end are overwritten. */
function softmax(scores: usize, count: i32): f32 {
  const end: usize = scores + count * 4;
  v128.store(end, f32x4.splat(-Infinity));
  let largest = f32x4.splat(-Infinity);
  for (let at = scores; at < end; at += 16) largest = f32x4.max(largest, v128.load(at));
  const shift = f32x4.splat(max4(largest));
  let sum = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const power = exp4(f32x4.sub(v128.load(at), shift));
    v128.store(at, power);
    sum = f32x4.add(sum, power);
  }
  return sum4(sum);
}

/** Σ score · value / total over the slots in the ranges, 32 floats of a head. */
function average(first: usize, end: usize, scores: usize, values: usize, total: f32, out: usize): void {
  const size: usize = int(Field.HeadSize) * 4;
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let a4 = f32x4.splat(0);
  let a5 = f32x4.splat(0);
  let a6 = f32x4.splat(0);
  let a7 = f32x4.splat(0);
  for (let range = first; range < end; range += 8) {
    let value = values + load<i32>(range) * size;
    const last = values + load<i32>(range + 4) * size;
    for (; value < last; value += size) {
      const p = v128.load32_splat(scores);
      scores += 4;
      a0 = f32x4.add(a0, f32x4.mul(p, v128.load(value)));
      a1 = f32x4.add(a1, f32x4.mul(p, v128.load(value + 16)));
      a2 = f32x4.add(a2, f32x4.mul(p, v128.load(value + 32)));
      a3 = f32x4.add(a3, f32x4.mul(p, v128.load(value + 48)));
      a4 = f32x4.add(a4, f32x4.mul(p, v128.load(value + 64)));
      a5 = f32x4.add(a5, f32x4.mul(p, v128.load(value + 80)));
      a6 = f32x4.add(a6, f32x4.mul(p, v128.load(value + 96)));
      a7 = f32x4.add(a7, f32x4.mul(p, v128.load(value + 112)));
    }
  }
  const share = f32x4.splat(<f32>1 / total);
  v128.store(out, f32x4.mul(a0, share));
  v128.store(out + 16, f32x4.mul(a1, share));
  v128.store(out + 32, f32x4.mul(a2, share));
  v128.store(out + 48, f32x4.mul(a3, share));
  v128.store(out + 64, f32x4.mul(a4, share));
  v128.store(out + 80, f32x4.mul(a5, share));
  v128.store(out + 96, f32x4.mul(a6, share));
  v128.store(out + 112, f32x4.mul(a7, share));
}
