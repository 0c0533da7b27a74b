import { median as medianOf } from 'simple-statistics';

/** '12%', and '<1%' for what is above 0. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  return `${Math.round(share * 100)}%`;
}

/** '45 ms', '1.2 s', '0'. */
export function duration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

/** The median; NaN of no values, of which the library has none. */
export function median(values: readonly number[]): number {
  return values.length === 0 ? NaN : medianOf([...values]);
}

/** exp of the mean of the logarithms; NaN of none. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** A round number at or above `value`, for the end of an axis. */
export function axisEnd(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((end) => end >= value)!;
}
