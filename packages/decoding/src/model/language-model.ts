/** A half-open range of cache slots, [start, end). */
export type SlotRange = readonly [start: number, end: number];

/**
 * One row of a forward pass: a token, or a superposition of tokens, at a position.
 *
 * Each row takes one slot of the key/value cache: row r of a pass that begins with n slots takes slot n + r.
 */
export interface Row {
  /** Token ids that are added up, at least one. A plain token is one id of weight 1. */
  readonly tokens: readonly number[];
  /** Weight of each token's embedding (Superposed Decoding §3.2: γ). Omitted: all weight on `tokens[0]`. */
  readonly weights?: readonly number[];
  /** Rotary position, 0 … contextLength − 1. */
  readonly position: number;
  /**
   * The slots that this row attends to besides its own; all lie before its own slot.
   * Omitted: every slot before its own (a causal row).
   */
  readonly sees?: readonly SlotRange[];
  /** Ask for this row's next-token distribution. */
  readonly scored?: boolean;
  /** Ask for the logits of these tokens too (a scoring pass, a half word); only with `scored`. */
  readonly targets?: readonly number[];
}

/** What a scored row says about the token that follows it. */
export interface NextTokens {
  /** Ids of the best tokens, best first, [topM]. */
  readonly ids: Int32Array;
  /** Their raw logits, [topM]. */
  readonly logits: Float32Array;
  /** ln Σ exp(logit) over the whole vocabulary: logit − logPartition is a log probability. */
  readonly logPartition: number;
  /** Raw logits of the row's `targets` in their order, where some were given. */
  readonly targetLogits?: Float32Array;
}

export interface ForwardOptions {
  /** How many of the best tokens to return, 1 … 64. Default 64. */
  readonly topM?: number;
  /**
   * 'short': where the model has a shortlist of frequent tokens, the best tokens and the partition are those of the
   * shortlist, the rows' targets and `named` alone, for less time (FR-Spec, arXiv 2502.14856). Default 'full'.
   */
  readonly head?: 'full' | 'short';
  /** Tokens that a short head knows too. */
  readonly named?: readonly number[];
}

/** A causal language model with one key/value cache. Calls must not overlap. */
export interface LanguageModel {
  readonly vocabularySize: number;
  /** The most positions that the model was trained for. */
  readonly contextLength: number;
  /** Slots in use. */
  readonly cacheLength: number;
  /**
   * Runs all rows in one pass and appends one slot a row.
   * @returns one entry for each row with `scored`, in row order
   * @throws {RangeError} a position, slot, token id or topM out of range, or a full cache
   */
  forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]>;
  /** Forgets all slots from `length` on. */
  truncate(length: number): void;
  /** Frees the device memory. The model can't be used afterwards. */
  dispose(): Promise<void>;
}

/** Most tokens that a scored row returns; the graph's TopK is built for it. */
export const MAX_TOP_M = 64;

/** Causal rows for a run of plain tokens from `position` on, the last of them scored. */
export function promptRows(ids: readonly number[], position: number): Row[] {
  return ids.map((id, i) => ({ tokens: [id], position: position + i, scored: i === ids.length - 1 }));
}
