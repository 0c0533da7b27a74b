import { CONFIG, Field } from '../src/wasm/kernel-fields';
import { int } from './memory';

/**
 * Keeps the scored rows alone: what the last layer does after its keys and values are in the cache serves scores only.
 * Rows move to the front: the residual stream, what was projected, and the ranges that each row sees.
 */
export function keepScored(): void {
  const count = int(Field.ScoredCount);
  if (count == int(Field.Rows)) return;
  const scored: usize = int(Field.Scored);
  const hidden: usize = int(Field.Hidden) * 4;
  const projected: usize = (int(Field.Heads) + 2 * int(Field.KvHeads)) * int(Field.HeadSize) * 4;
  keepRanges(int(Field.RangeStarts), int(Field.Ranges));
  keepRanges(int(Field.WindowStarts), int(Field.WindowRanges));
  for (let n = 0; n < count; n++) {
    const row = load<i32>(scored + n * 4);
    keepRow(int(Field.Residual), n, row, hidden);
    keepRow(int(Field.Projected), n, row, projected);
    store<i32>(scored + n * 4, n);
  }
  store<i32>(CONFIG + (Field.Rows << 2), count);
}

function keepRow(rows: usize, to: i32, from: i32, bytes: usize): void {
  if (from > to) memory.copy(rows + to * bytes, rows + from * bytes, bytes);
}

/** Scored rows ascend, so nothing is overwritten that is yet to be read. */
function keepRanges(starts: usize, ranges: usize): void {
  const count = int(Field.ScoredCount);
  let kept = 0;
  for (let n = 0; n < count; n++) {
    const row = load<i32>(int(Field.Scored) + n * 4);
    const start = load<i32>(starts + row * 4);
    const more = load<i32>(starts + row * 4, 4) - start;
    memory.copy(ranges + kept * 8, ranges + start * 8, more * 8);
    store<i32>(starts + n * 4, kept);
    kept += more;
  }
  store<i32>(starts + count * 4, kept);
}
