/**
 * Weights by how many context tokens the n-grams know, mixtures[0 … 5]: [model, 1 context token, …, 5 of them].
 * Each list sums to 1 (Jelinek–Mercer interpolation with weights by the longest known context: Chen & Goodman 1998).
 */
export type Mixtures = readonly (readonly number[])[];

/** A row about another draft says something of this one only where n-grams give the token this probability at least. */
const AGREED = 0.005;
/** What is left of the model's share elsewhere. */
const DISAGREED = 0.05;

/**
 * The probabilities of a row about another draft, as far as this draft's n-grams agree: "keep an eye" → " out" is no
 * word for "be sure to".
 * @param p as in `mix`, [m]
 * @param orders as in `mix`, [5][m]
 * @returns [m]
 */
export function agreed(p: Float32Array, orders: readonly Float32Array[]): Float32Array {
  return p.map((pj, j) => (orders.some((each) => each[j]! >= AGREED) ? pj : DISAGREED * pj));
}

/**
 * Log scores of tokens as one draft's next: the weighted sum of the model's and of each context length's probability.
 * @param p the model's probabilities, of all tokens, [m]
 * @param orders c(last n tokens, t) / c(last n tokens, ·) for n = 1 … 5, [5][m]; a context that knows none of the tokens
 *   counts as not known
 * @param boost times the n-grams' weights, before they are brought to a sum of 1 again
 * @returns [m]; −Infinity where nothing is left
 */
export function mix(
  p: Float32Array,
  orders: readonly Float32Array[],
  mixtures: Mixtures,
  boost: number,
): Float64Array {
  const known = orders.findLastIndex((each) => each.some((value) => value > 0)) + 1;
  const [model = 1, ...rest] = mixtures[known] ?? [];
  const total = model + boost * rest.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(p, (pj, j) => {
    const ngrams = rest.reduce((sum, weight, n) => sum + weight * (orders[n]?.[j] ?? 0), 0);
    return Math.log((model * pj + boost * ngrams) / total);
  });
}
