import type { Row, SlotRange } from '@superposed/decoding';

/** The arrays that the graph takes for a pass; sizes in the graph's terms. */
export interface RowInputs {
  readonly rows: number;
  readonly mix: number;
  /** Slots before the pass plus rows. */
  readonly total: number;
  /** [rows × mix]. */
  readonly tokenIds: BigInt64Array;
  readonly weights: Float32Array;
  /** [rows]. */
  readonly positions: BigInt64Array;
  /** [rows × total]: 0 where a row sees a slot, HIDDEN where not. */
  readonly bias: Float32Array;
  /** Indices of the rows to score, [n]. */
  readonly scored: BigInt64Array;
  /** Most targets of a scored row, at least 1. */
  readonly targetCount: number;
  /** Targets of each scored row, 0 where it has none, [n × targetCount]. */
  readonly targets: BigInt64Array;
}

/** Added to the attention score of a slot that a row must not see; finite, so that no softmax turns NaN. */
const HIDDEN = -1e9;

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
 */
export function layOutRows(rows: readonly Row[], past: number, limits: RowLimits): RowInputs {
  checkRows(rows, past, limits);
  const total = past + rows.length;
  const mix = Math.max(...rows.map((row) => row.tokens.length));
  const tokenIds = new BigInt64Array(rows.length * mix);
  const weights = new Float32Array(rows.length * mix);
  const positions = new BigInt64Array(rows.length);
  const bias = new Float32Array(rows.length * total).fill(HIDDEN);
  // The graph can't score nothing: a pass without scored rows scores its last one, unread.
  const wanted = rows.flatMap((row, r) => (row.scored ? [r] : []));
  const scored = wanted.length ? wanted : [rows.length - 1];
  rows.forEach((row, r) => {
    positions[r] = BigInt(row.position);
    row.tokens.forEach((token, j) => {
      tokenIds[r * mix + j] = BigInt(token);
      weights[r * mix + j] = row.weights ? row.weights[j]! : j === 0 ? 1 : 0;
    });
    for (const [start, end] of row.sees ?? [[0, past + r] as SlotRange]) {
      bias.fill(0, r * total + start, r * total + end);
    }
    bias[r * total + past + r] = 0;
  });
  return {
    rows: rows.length,
    mix,
    total,
    tokenIds,
    weights,
    positions,
    bias,
    scored: BigInt64Array.from(scored, BigInt),
    ...layOutTargets(scored.map((r) => rows[r]?.targets ?? [])),
  };
}

function layOutTargets(targets: readonly (readonly number[])[]): Pick<RowInputs, 'targetCount' | 'targets'> {
  const targetCount = Math.max(1, ...targets.map((each) => each.length));
  const padded = targets.flatMap((each) => Array.from({ length: targetCount }, (_, t) => each[t] ?? 0));
  return { targetCount, targets: BigInt64Array.from(padded, BigInt) };
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
    if (!(start >= 0 && start <= end && end <= slot)) {
      fail(`sees the slots [${start}, ${end}), which are not all before its own slot ${slot}.`);
    }
  }
}
