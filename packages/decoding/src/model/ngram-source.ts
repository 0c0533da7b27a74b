/** Most context tokens that an n-gram look-up uses: orders 2 to 6. */
export const MAX_CONTEXT = 5;

/**
 * How many of the last tokens a source is told of in a look-up: more than n-grams have, since a source may know phrases.
 */
export const LOOK_BACK = 16;

/** A token that may follow, with its probability. */
export interface Continuation {
  readonly id: number;
  /** 0 … 1. */
  readonly probability: number;
}

/** Smoothed n-gram probabilities of next tokens (Superposed Decoding §3.3). */
export interface NgramSource {
  /**
   * Writes P(t) = Σ_n λ_n · c(last n tokens, t) / c(last n tokens, ·) for each candidate t.
   * A context that was never seen adds 0, so the sum over the vocabulary is at most Σ λ.
   * @param context token ids so far, oldest first; at most the last `LOOK_BACK` are given
   * @param candidates token ids, [m]
   * @param lambdas λ by context length, lambdas[n − 1] for n context tokens, at most 5
   * @param out probabilities, [m]
   */
  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void;
  /**
   * The same for each context length by itself, in one call: out[(n − 1) · m + j] is c(last n tokens, t_j) /
   * c(last n tokens, ·). Where it is left out, `probabilities` is called once a length.
   * @param out [5 · m]
   */
  orders?(context: readonly number[], candidates: ArrayLike<number>, out: Float32Array): void;
  /**
   * The likeliest tokens after a context, best first, by the longest contexts that are known.
   * @param limit at most this many
   * @param among the only tokens that are wanted, ascending; all where it is left out. A source may then fall back on
   *   how frequent they are anywhere
   */
  continuations(
    context: readonly number[],
    lambdas: readonly number[],
    limit: number,
    among?: ArrayLike<number>,
  ): Continuation[];
}

/** λ that ask for one context length alone, for n = 1 … 5. */
const ONE_ORDER = Array.from({ length: MAX_CONTEXT }, (_, n) =>
  Array.from({ length: n + 1 }, (__, i) => Number(i === n)),
);

/** c(last n tokens, t) / c(last n tokens, ·) of each candidate for n = 1 … 5, [5][m]. */
export function ordersOf(
  source: NgramSource,
  context: readonly number[],
  candidates: ArrayLike<number>,
): Float32Array[] {
  const m = candidates.length;
  const out = new Float32Array(MAX_CONTEXT * m);
  const orders = ONE_ORDER.map((_, n) => out.subarray(n * m, (n + 1) * m));
  if (source.orders) source.orders(context, candidates, out);
  else orders.forEach((each, n) => source.probabilities(context, candidates, ONE_ORDER[n]!, each));
  return orders;
}
