import { sum4 } from './math';
import { store8 } from './memory';

// Scores and averages of up to four heads that share keys and values, of one row. sizeof<Heads>() stands for how many,
// each number with code of its own: 1, 2, 4 for three, 8 for four. A sum has one order of additions, however many there
// are. About breaks see panel-rows.ts: `left` is positive.

/** Query · key of every slot in the ranges from `first` to `end`; returns their number. One float more is written. */
export function score<Heads>(
  first: usize,
  end: usize,
  queries: usize,
  keys: usize,
  size: usize,
  scores: usize,
  stride: usize,
): i32 {
  const three = sizeof<Heads>() > 2;
  const four = sizeof<Heads>() > 4;
  let to = scores;
  for (let range = first; range < end; range += 8) {
    let key = keys + load<i32>(range) * size;
    const last = keys + load<i32>(range + 4) * size;
    while (key < last) {
      // Two keys at a time; of an odd one out, the same twice.
      const pair = key + size < last;
      let other = pair ? key + size : key;
      let q0 = queries;
      let q1 = q0 + size;
      let q2 = q1 + size;
      let q3 = q2 + size;
      let a0 = f32x4.splat(0);
      let b0 = f32x4.splat(0);
      let a1 = f32x4.splat(0);
      let b1 = f32x4.splat(0);
      let a2 = f32x4.splat(0);
      let b2 = f32x4.splat(0);
      let a3 = f32x4.splat(0);
      let b3 = f32x4.splat(0);
      for (let left = (<i32>size) >> 6; left > 0; left--) {
        do {
          let k = v128.load(key);
          let m = v128.load(other);
          let q = v128.load(q0);
          a0 = f32x4.add(a0, f32x4.mul(q, k));
          b0 = f32x4.add(b0, f32x4.mul(q, m));
          if (sizeof<Heads>() > 1) {
            q = v128.load(q1);
            a1 = f32x4.add(a1, f32x4.mul(q, k));
            b1 = f32x4.add(b1, f32x4.mul(q, m));
          }
          if (three) {
            q = v128.load(q2);
            a2 = f32x4.add(a2, f32x4.mul(q, k));
            b2 = f32x4.add(b2, f32x4.mul(q, m));
          }
          if (four) {
            q = v128.load(q3);
            a3 = f32x4.add(a3, f32x4.mul(q, k));
            b3 = f32x4.add(b3, f32x4.mul(q, m));
          }
          if (left == -1) break;
          k = v128.load(key, 16);
          m = v128.load(other, 16);
          q = v128.load(q0, 16);
          a0 = f32x4.add(a0, f32x4.mul(q, k));
          b0 = f32x4.add(b0, f32x4.mul(q, m));
          if (sizeof<Heads>() > 1) {
            q = v128.load(q1, 16);
            a1 = f32x4.add(a1, f32x4.mul(q, k));
            b1 = f32x4.add(b1, f32x4.mul(q, m));
          }
          if (three) {
            q = v128.load(q2, 16);
            a2 = f32x4.add(a2, f32x4.mul(q, k));
            b2 = f32x4.add(b2, f32x4.mul(q, m));
          }
          if (four) {
            q = v128.load(q3, 16);
            a3 = f32x4.add(a3, f32x4.mul(q, k));
            b3 = f32x4.add(b3, f32x4.mul(q, m));
          }
          if (left == -2) break;
          k = v128.load(key, 32);
          m = v128.load(other, 32);
          q = v128.load(q0, 32);
          a0 = f32x4.add(a0, f32x4.mul(q, k));
          b0 = f32x4.add(b0, f32x4.mul(q, m));
          if (sizeof<Heads>() > 1) {
            q = v128.load(q1, 32);
            a1 = f32x4.add(a1, f32x4.mul(q, k));
            b1 = f32x4.add(b1, f32x4.mul(q, m));
          }
          if (three) {
            q = v128.load(q2, 32);
            a2 = f32x4.add(a2, f32x4.mul(q, k));
            b2 = f32x4.add(b2, f32x4.mul(q, m));
          }
          if (four) {
            q = v128.load(q3, 32);
            a3 = f32x4.add(a3, f32x4.mul(q, k));
            b3 = f32x4.add(b3, f32x4.mul(q, m));
          }
          if (left == -3) break;
          k = v128.load(key, 48);
          m = v128.load(other, 48);
          q = v128.load(q0, 48);
          a0 = f32x4.add(a0, f32x4.mul(q, k));
          b0 = f32x4.add(b0, f32x4.mul(q, m));
          if (sizeof<Heads>() > 1) {
            q = v128.load(q1, 48);
            a1 = f32x4.add(a1, f32x4.mul(q, k));
            b1 = f32x4.add(b1, f32x4.mul(q, m));
          }
          if (three) {
            q = v128.load(q2, 48);
            a2 = f32x4.add(a2, f32x4.mul(q, k));
            b2 = f32x4.add(b2, f32x4.mul(q, m));
          }
          if (four) {
            q = v128.load(q3, 48);
            a3 = f32x4.add(a3, f32x4.mul(q, k));
            b3 = f32x4.add(b3, f32x4.mul(q, m));
          }
        } while (false);
        key += 64;
        other += 64;
        q0 += 64;
        q1 += 64;
        q2 += 64;
        q3 += 64;
      }
      storeTwo(to, a0, b0);
      if (sizeof<Heads>() > 1) storeTwo(to + stride, a1, b1);
      if (three) storeTwo(to + 2 * stride, a2, b2);
      if (four) storeTwo(to + 3 * stride, a3, b3);
      to += pair ? 8 : 4;
      key = pair ? other : key;
    }
  }
  return <i32>((to - scores) >> 2);
}

function storeTwo(to: usize, a: v128, b: v128): void {
  store<f32>(to, sum4(a));
  store<f32>(to, sum4(b), 4);
}

/** Σ score · value over the slots in the ranges: eight floats of each head, 128 bytes apart. */
export function average<Heads>(
  first: usize,
  end: usize,
  scores: usize,
  stride: usize,
  values: usize,
  size: usize,
  out: usize,
): void {
  const three = sizeof<Heads>() > 2;
  const four = sizeof<Heads>() > 4;
  let p0 = scores;
  let p1 = p0 + stride;
  let p2 = p1 + stride;
  let p3 = p2 + stride;
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  for (let range = first; range < end; range += 8) {
    const slot = load<i32>(range);
    let value = values + slot * size;
    for (let left = load<i32>(range + 4) - slot; left > 0; left -= 4) {
      do {
        let v = v128.load(value);
        let w = v128.load(value, 16);
        let p = v128.load32_splat(p0);
        a0 = f32x4.add(a0, f32x4.mul(p, v));
        b0 = f32x4.add(b0, f32x4.mul(p, w));
        if (sizeof<Heads>() > 1) {
          p = v128.load32_splat(p1);
          a1 = f32x4.add(a1, f32x4.mul(p, v));
          b1 = f32x4.add(b1, f32x4.mul(p, w));
        }
        if (three) {
          p = v128.load32_splat(p2);
          a2 = f32x4.add(a2, f32x4.mul(p, v));
          b2 = f32x4.add(b2, f32x4.mul(p, w));
        }
        if (four) {
          p = v128.load32_splat(p3);
          a3 = f32x4.add(a3, f32x4.mul(p, v));
          b3 = f32x4.add(b3, f32x4.mul(p, w));
        }
        if (left == 1) break;
        value += size;
        v = v128.load(value);
        w = v128.load(value, 16);
        p = v128.load32_splat(p0, 4);
        a0 = f32x4.add(a0, f32x4.mul(p, v));
        b0 = f32x4.add(b0, f32x4.mul(p, w));
        if (sizeof<Heads>() > 1) {
          p = v128.load32_splat(p1, 4);
          a1 = f32x4.add(a1, f32x4.mul(p, v));
          b1 = f32x4.add(b1, f32x4.mul(p, w));
        }
        if (three) {
          p = v128.load32_splat(p2, 4);
          a2 = f32x4.add(a2, f32x4.mul(p, v));
          b2 = f32x4.add(b2, f32x4.mul(p, w));
        }
        if (four) {
          p = v128.load32_splat(p3, 4);
          a3 = f32x4.add(a3, f32x4.mul(p, v));
          b3 = f32x4.add(b3, f32x4.mul(p, w));
        }
        if (left == 2) break;
        value += size;
        v = v128.load(value);
        w = v128.load(value, 16);
        p = v128.load32_splat(p0, 8);
        a0 = f32x4.add(a0, f32x4.mul(p, v));
        b0 = f32x4.add(b0, f32x4.mul(p, w));
        if (sizeof<Heads>() > 1) {
          p = v128.load32_splat(p1, 8);
          a1 = f32x4.add(a1, f32x4.mul(p, v));
          b1 = f32x4.add(b1, f32x4.mul(p, w));
        }
        if (three) {
          p = v128.load32_splat(p2, 8);
          a2 = f32x4.add(a2, f32x4.mul(p, v));
          b2 = f32x4.add(b2, f32x4.mul(p, w));
        }
        if (four) {
          p = v128.load32_splat(p3, 8);
          a3 = f32x4.add(a3, f32x4.mul(p, v));
          b3 = f32x4.add(b3, f32x4.mul(p, w));
        }
        if (left == 3) break;
        value += size;
        v = v128.load(value);
        w = v128.load(value, 16);
        p = v128.load32_splat(p0, 12);
        a0 = f32x4.add(a0, f32x4.mul(p, v));
        b0 = f32x4.add(b0, f32x4.mul(p, w));
        if (sizeof<Heads>() > 1) {
          p = v128.load32_splat(p1, 12);
          a1 = f32x4.add(a1, f32x4.mul(p, v));
          b1 = f32x4.add(b1, f32x4.mul(p, w));
        }
        if (three) {
          p = v128.load32_splat(p2, 12);
          a2 = f32x4.add(a2, f32x4.mul(p, v));
          b2 = f32x4.add(b2, f32x4.mul(p, w));
        }
        if (four) {
          p = v128.load32_splat(p3, 12);
          a3 = f32x4.add(a3, f32x4.mul(p, v));
          b3 = f32x4.add(b3, f32x4.mul(p, w));
        }
      } while (false);
      const done: usize = min<i32>(left, 4) << 2;
      value += size;
      p0 += done;
      p1 += done;
      p2 += done;
      p3 += done;
    }
  }
  store8(out, a0, b0);
  if (sizeof<Heads>() > 1) store8(out + 128, a1, b1);
  if (three) store8(out + 256, a2, b2);
  if (four) store8(out + 384, a3, b3);
}
