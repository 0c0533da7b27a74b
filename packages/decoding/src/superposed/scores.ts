import type { NextTokens } from '../model/language-model';
import type { SuperposedOptions } from './options';

/**
 * softmax(logits / τ), the best m of it, renormalised, [m].
 *
 * Each stage is rounded to float32 as in the reference code: at a low τ a far-off token is a denormal or
 * vanishes altogether, and its log score shows it.
 */
export function topProbabilities(next: NextTokens, m: number, tau: number): Float32Array {
  const { logits } = next;
  const best = logits[0] ?? 0;
  const all = Float32Array.from(logits, (logit) => Math.exp((logit - best) / tau));
  const top = normalised(all).subarray(0, Math.min(m, all.length));
  return normalised(top);
}

/** Divides by the sum. The best entry is above 0, so the sum is too. */
function normalised(values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value;
  return values.map((value) => value / sum);
}

/**
 * Log scores of the model's best tokens as one draft's next token, [m].
 * A score is −Infinity where the interpolation leaves nothing.
 * @param p the model's probabilities, [m]
 * @param ngram the draft's interpolated n-gram probabilities of the same tokens, [m]; null without n-grams
 * @param alpha the n-grams' share, 0 … 1
 */
export function interpolate(
  p: Float32Array,
  ngram: Float32Array | null,
  alpha: number,
  options: Pick<SuperposedOptions, 'interpolation' | 'lambdas' | 'penalty'>,
): Float64Array {
  const lambdaSum = options.lambdas.reduce((sum, lambda) => sum + lambda, 0);
  if (!ngram || alpha === 0 || lambdaSum === 0) return Float64Array.from(p, Math.log);
  const at = (j: number): number => ngram[j] ?? 0;
  if (options.interpolation === 'linear') {
    return Float64Array.from(p, (pj, j) => Math.log((1 - alpha) * pj + (alpha * at(j)) / lambdaSum));
  }
  const known = p.some((pj, j) => pj > 0 && at(j) > 0);
  if (!known) return Float64Array.from(p, (pj) => weighted(1 - alpha, pj) - options.penalty);
  return Float64Array.from(p, (pj, j) => weighted(1 - alpha, pj) + weighted(alpha, at(j)));
}

/** weight · ln(probability), where a weight of 0 counts for nothing even against ln 0. */
function weighted(weight: number, probability: number): number {
  return weight === 0 ? 0 : weight * Math.log(probability);
}
