import type { Row } from '@superposed/decoding';
import { seenRanges, type Window } from '../passes/windows';
import { CHUNK } from './kernel-fields';
import { ENTRIES } from './kernel-layout';

/** Slots that rows see, their own among them. */
export interface RowRanges {
  /** Where each row's ranges begin, and where the last row's end: [rows + 1]. */
  readonly starts: Int32Array;
  /** Pairs [start, end) of slots. */
  readonly pairs: Int32Array;
}

/** Rows that the kernels take at once, as the arrays that they read. */
export interface RowChunk {
  readonly rows: readonly Row[];
  readonly mix: number;
  /** [rows × mix]. */
  readonly tokenIds: Int32Array;
  readonly weights: Float32Array;
  /** [rows]. */
  readonly positions: Int32Array;
  readonly ranges: RowRanges;
  /** Through the window of layers that have one, where the model has some. */
  readonly windowRanges: RowRanges | null;
  /** Indices of the rows to score. */
  readonly scored: Int32Array;
  readonly targetCount: number;
  /** [scored × targetCount], 0 where a row has fewer. */
  readonly targets: Int32Array;
}

/**
 * Cuts the rows of a pass into chunks that the kernels' buffers hold, and lays each out.
 * @param past slots in use before the pass
 * @param window of the model's layers that have one; knows the positions of these rows
 * @throws {RangeError} a single row that has more tokens, targets or ranges than a buffer holds
 */
export function* chunks(
  rows: readonly Row[],
  past: number,
  window: Window | null = null,
): Generator<RowChunk> {
  for (let start = 0; start < rows.length;) {
    let end = Math.min(rows.length, start + CHUNK);
    while (!fits(rows.slice(start, end), past + start, window)) {
      if (end - start === 1) {
        throw new RangeError(`Row ${start}: more than ${ENTRIES} tokens, targets or ranges of slots.`);
      }
      end = start + Math.ceil((end - start) / 2);
    }
    yield layOutChunk(rows.slice(start, end), past + start, window);
    start = end;
  }
}

function fits(rows: readonly Row[], past: number, window: Window | null): boolean {
  const mix = Math.max(...rows.map((row) => row.tokens.length));
  const scored = rows.filter((row) => row.scored);
  const targets = Math.max(0, ...scored.map((row) => row.targets?.length ?? 0));
  const ranges = Math.max(
    rows.reduce((sum, row) => sum + (row.sees?.length ?? 1) + 1, 0),
    window ? rows.reduce((sum, row, r) => sum + seenRanges(row, past + r, window).length + 1, 0) : 0,
  );
  return Math.max(rows.length * mix, scored.length * targets, ranges) <= ENTRIES;
}

function layOutChunk(rows: readonly Row[], past: number, window: Window | null): RowChunk {
  const mix = Math.max(...rows.map((row) => row.tokens.length));
  const tokenIds = new Int32Array(rows.length * mix);
  const weights = new Float32Array(rows.length * mix);
  rows.forEach((row, r) => {
    tokenIds.set(row.tokens, r * mix);
    weights.set(row.weights ?? [1], r * mix);
  });
  const scored = rows.flatMap((row, r) => (row.scored ? [r] : []));
  const targetCount = Math.max(0, ...scored.map((r) => rows[r]!.targets?.length ?? 0));
  const targets = new Int32Array(scored.length * targetCount);
  scored.forEach((r, n) => targets.set(rows[r]!.targets ?? [], n * targetCount));
  return {
    rows,
    mix,
    tokenIds,
    weights,
    positions: Int32Array.from(rows, (row) => row.position),
    ranges: layOutRanges(rows, past, null),
    windowRanges: window && layOutRanges(rows, past, window),
    scored: Int32Array.from(scored),
    targetCount,
    targets,
  };
}

function layOutRanges(rows: readonly Row[], past: number, window: Window | null): RowRanges {
  const starts = new Int32Array(rows.length + 1);
  const pairs: number[] = [];
  rows.forEach((row, r) => {
    for (const [start, end] of seenRanges(row, past + r, window)) if (end > start) pairs.push(start, end);
    pairs.push(past + r, past + r + 1);
    starts[r + 1] = pairs.length / 2;
  });
  return { starts, pairs: Int32Array.from(pairs) };
}
