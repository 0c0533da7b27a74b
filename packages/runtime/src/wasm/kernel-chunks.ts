import type { Row } from '@superposed/decoding';
import { CHUNK } from './kernel-fields';
import { ENTRIES } from './kernel-layout';

/** Rows that the kernels take at once, as the arrays that they read. */
export interface RowChunk {
  readonly rows: readonly Row[];
  readonly mix: number;
  /** [rows × mix]. */
  readonly tokenIds: Int32Array;
  readonly weights: Float32Array;
  /** [rows]. */
  readonly positions: Int32Array;
  /** Where each row's ranges begin, and where the last row's end: [rows + 1]. */
  readonly rangeStarts: Int32Array;
  /** Slots that the rows see, their own among them: pairs [start, end). */
  readonly ranges: Int32Array;
  /** Indices of the rows to score. */
  readonly scored: Int32Array;
  readonly targetCount: number;
  /** [scored × targetCount], 0 where a row has fewer. */
  readonly targets: Int32Array;
}

/**
 * Cuts the rows of a pass into chunks that the kernels' buffers hold, and lays each out.
 * @param past slots in use before the pass
 * @throws {RangeError} a single row that has more tokens, targets or ranges than a buffer holds
 */
export function* chunks(rows: readonly Row[], past: number): Generator<RowChunk> {
  for (let start = 0; start < rows.length;) {
    let end = Math.min(rows.length, start + CHUNK);
    while (!fits(rows.slice(start, end))) {
      if (end - start === 1) {
        throw new RangeError(`Row ${start}: more than ${ENTRIES} tokens, targets or ranges of slots.`);
      }
      end = start + Math.ceil((end - start) / 2);
    }
    yield layOutChunk(rows.slice(start, end), past + start);
    start = end;
  }
}

function fits(rows: readonly Row[]): boolean {
  const mix = Math.max(...rows.map((row) => row.tokens.length));
  const scored = rows.filter((row) => row.scored);
  const targets = Math.max(0, ...scored.map((row) => row.targets?.length ?? 0));
  const ranges = rows.reduce((sum, row) => sum + (row.sees?.length ?? 1) + 1, 0);
  return Math.max(rows.length * mix, scored.length * targets, ranges) <= ENTRIES;
}

function layOutChunk(rows: readonly Row[], past: number): RowChunk {
  const mix = Math.max(...rows.map((row) => row.tokens.length));
  const tokenIds = new Int32Array(rows.length * mix);
  const weights = new Float32Array(rows.length * mix);
  const rangeStarts = new Int32Array(rows.length + 1);
  const ranges: number[] = [];
  rows.forEach((row, r) => {
    tokenIds.set(row.tokens, r * mix);
    weights.set(row.weights ?? [1], r * mix);
    rangeStarts[r] = ranges.length / 2;
    for (const [start, end] of row.sees ?? [[0, past + r]]) if (end > start) ranges.push(start, end);
    ranges.push(past + r, past + r + 1);
  });
  rangeStarts[rows.length] = ranges.length / 2;
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
    rangeStarts,
    ranges: Int32Array.from(ranges),
    scored: Int32Array.from(scored),
    targetCount,
    targets,
  };
}
