import { seededRandom } from '@superposed/decoding/random';

/** Resamples behind an interval: enough that its ends move less than their own width in the third digit. */
const RESAMPLES = 2000;

/** The mean; NaN of no values: a figure over nothing is none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The 95% bootstrap interval of a mean (percentiles of the means of resamples).
 * @param values one of each paragraph, at least one
 */
export function bootstrapInterval(values: readonly number[], seed: number): [low: number, high: number] {
  return ratioInterval(
    values,
    values.map(() => 1),
    seed,
  );
}

/**
 * The 95% bootstrap interval of Σ values / Σ others.
 * @param values one of each paragraph, at least one
 * @param others of the same paragraphs: both of a pair are drawn together
 */
export function ratioInterval(
  values: readonly number[],
  others: readonly number[],
  seed: number,
): [low: number, high: number] {
  const random = seededRandom(seed);
  const ratios = Float64Array.from({ length: RESAMPLES }, () => {
    let [sum, other] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      const drawn = Math.floor(random() * values.length);
      sum += values[drawn]!;
      other += others[drawn]!;
    }
    return sum / other;
  }).sort();
  const at = (share: number): number => ratios[Math.floor(share * (RESAMPLES - 1))]!;
  return [at(0.025), at(0.975)];
}
