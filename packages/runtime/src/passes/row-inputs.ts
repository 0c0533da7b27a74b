import type { Row } from '@superposed/decoding';
import { seenRanges, type Window } from './windows';

/** The arrays that the graph takes for a pass; sizes in the graph's terms. */
export interface RowInputs {
  readonly rows: number;
  readonly mix: number;
  /** Slots before the pass plus rows. */
  readonly total: number;
  /** [rows × mix]. */
  readonly tokenIds: Int32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
  /** [rows × total]: 0 where a row sees a slot, HIDDEN where not. */
  readonly bias: Float32Array<ArrayBuffer>;
  /** The same for layers with a window, where the model has some. */
  readonly windowBias: Float32Array<ArrayBuffer> | null;
  /** Indices of the rows to score, [n]. */
  readonly scored: Int32Array<ArrayBuffer>;
  /** Most targets of a scored row, at least 1. */
  readonly targetCount: number;
  /** Targets of each scored row, 0 where it has none, [n × targetCount]. */
  readonly targets: Int32Array<ArrayBuffer>;
}

/**
 * Added to the attention score of a slot that a row must not see: e to the power of it is 0. Finite even in 16 bits, so
 * that no softmax turns NaN.
 */
const HIDDEN = -6e4;

/** Tokens, or targets, that a pass may have, padding included. */
const MOST_ENTRIES = 2 ** 22;

export interface RowLimits {
  readonly vocabularySize: number;
  /** Positions the rotary tables cover. */
  readonly positions: number;
  /** Slots that the cache can hold. */
  readonly capacity: number;
}

/**
 * Checks rows as checkRows does and lays them out for the graph.
 * @param past slots in use before the pass
 * @param window of the model's layers that have one; knows the positions of these rows
 * @throws {RangeError} as checkRows, and where the pass would be too large
 */
export function layOutRows(
  rows: readonly Row[],
  past: number,
  limits: RowLimits,
  window: Window | null = null,
): RowInputs {
  checkRows(rows, past, limits);
  const total = past + rows.length;
  const mix = longest(rows, (row) => row.tokens);
  // The graph can't score nothing: a pass without scored rows scores its last one, unread.
  const wanted = rows.flatMap((row, r) => (row.scored ? [r] : []));
  const scored = wanted.length ? wanted : [rows.length - 1];
  const targetCount = longest(
    scored.map((r) => rows[r]!),
    (row) => row.targets ?? [],
  );
  checkSize(rows.length, mix, 'tokens');
  checkSize(scored.length, targetCount, 'targets');
  const tokenIds = new Int32Array(rows.length * mix);
  const weights = new Float32Array(rows.length * mix);
  rows.forEach((row, r) => {
    row.tokens.forEach((token, j) => {
      tokenIds[r * mix + j] = token;
      weights[r * mix + j] = row.weights ? row.weights[j]! : j === 0 ? 1 : 0;
    });
  });
  return {
    rows: rows.length,
    mix,
    total,
    tokenIds,
    weights,
    bias: layOutBias(rows, past, null),
    windowBias: window && layOutBias(rows, past, window),
    scored: Int32Array.from(scored),
    targetCount,
    targets: layOutTargets(
      scored.map((r) => rows[r]?.targets ?? []),
      targetCount,
    ),
  };
}

function layOutBias(rows: readonly Row[], past: number, window: Window | null): Float32Array<ArrayBuffer> {
  const total = past + rows.length;
  const bias = new Float32Array(rows.length * total).fill(HIDDEN);
  rows.forEach((row, r) => {
    for (const [start, end] of seenRanges(row, past + r, window)) {
      bias.fill(0, r * total + start, r * total + end);
    }
    bias[r * total + past + r] = 0;
  });
  return bias;
}

function layOutTargets(targets: readonly (readonly number[])[], count: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(targets.length * count);
  targets.forEach((each, n) => out.set(each, n * count));
  return out;
}

/** Entries of the longest list of the rows, at least 1. */
function longest(rows: readonly Row[], list: (row: Row) => readonly number[]): number {
  return rows.reduce((most, row) => Math.max(most, list(row).length), 1);
}

/** Every row is padded to the longest, so that one long row among many could ask for any amount of memory. */
function checkSize(rows: number, entries: number, what: string): void {
  if (rows * entries <= MOST_ENTRIES) return;
  throw new RangeError(
    `A pass of ${rows} rows with up to ${entries} ${what} is too large; make it in parts.`,
  );
}

/**
 * Checks the rows of a pass.
 * @param past slots in use before the pass
 * @throws {RangeError} naming the row and what is wrong with it
 */
export function checkRows(rows: readonly Row[], past: number, limits: RowLimits): void {
  if (rows.length === 0) throw new RangeError('A pass needs at least one row.');
  const total = past + rows.length;
  if (total > limits.capacity) {
    throw new RangeError(
      `The key/value cache holds ${limits.capacity} slots; ${total} would be needed. Truncate it or shorten the text.`,
    );
  }
  rows.forEach((row, r) => checkRow(row, r, past + r, limits));
}

function checkRow(row: Row, index: number, slot: number, limits: RowLimits): void {
  const fail = (what: string): never => {
    throw new RangeError(`Row ${index}: ${what}`);
  };
  const isToken = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < limits.vocabularySize;
  if (row.tokens.length === 0) fail('has no tokens.');
  const wrong = row.tokens.find((id) => !isToken(id));
  if (wrong !== undefined) fail(`token id ${wrong} is not in 0 … ${limits.vocabularySize - 1}.`);
  if (row.weights && row.weights.length !== row.tokens.length) {
    fail(`has ${row.tokens.length} tokens but ${row.weights.length} weights.`);
  }
  if (row.weights?.some((weight) => !Number.isFinite(weight)))
    fail('has a weight that is not a finite number.');
  const wrongTarget = row.targets?.find((id) => !isToken(id));
  if (wrongTarget !== undefined) fail(`target ${wrongTarget} is not a token id.`);
  if (!Number.isInteger(row.position) || row.position < 0 || row.position >= limits.positions) {
    fail(`position ${row.position} is not in 0 … ${limits.positions - 1}.`);
  }
  for (const [start, end] of row.sees ?? []) {
    const areSlots = Number.isInteger(start) && Number.isInteger(end);
    if (!(areSlots && start >= 0 && start <= end && end <= slot)) {
      fail(`sees the slots [${start}, ${end}), which are not all before its own slot ${slot}.`);
    }
  }
}
