import { seededRandom } from '@superposed/decoding/random';
import { median } from 'simple-statistics';

/** Resamples behind an interval. */
const RESAMPLES = 1000;

/** The value that a share of all are not above (nearest rank). NaN without values. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN;

export const p90 = (values: readonly number[]): number => quantile(values, 0.9);

export interface Ratio {
  readonly value: number;
  /** 95% bootstrap interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * The median of `values` by that of `others`, with the interval that resampled rounds give. Both are of the same
 * rounds, so a round that was slow for all is drawn for both.
 * @throws {RangeError} not one of each round
 */
export function ratioOf(values: readonly number[], others: readonly number[], seed = 1): Ratio {
  const rounds = values.length;
  if (rounds === 0 || others.length !== rounds) {
    throw new RangeError(`A ratio needs two runs a round; got ${rounds} and ${others.length}.`);
  }
  const random = seededRandom(seed);
  const ratios = Array.from({ length: RESAMPLES }, () => {
    const drawn = Array.from({ length: rounds }, () => Math.floor(random() * rounds));
    return median(drawn.map((at) => values[at]!)) / median(drawn.map((at) => others[at]!));
  }).sort((a, b) => a - b);
  const at = (share: number): number => ratios[Math.floor(share * (RESAMPLES - 1))]!;
  return { value: median(values) / median(others), low: at(0.025), high: at(0.975) };
}

/** Whole milliseconds from 100 on, else three digits. */
export const round = (value: number): number => Number(value.toPrecision(value >= 100 ? 4 : 3));
