const BINS = 8192;
const ROUNDS = 40;

/** A codebook for probabilities. */
export interface Quantiser {
  /** Probability of each level, ascending, [levels]. */
  readonly levels: Float32Array;
  /** The level nearest to a probability, by ratio. */
  readonly level: (probability: number) => number;
}

/**
 * Chooses levels that keep the mean squared error of ln P small (Lloyd's algorithm on a histogram of ln P).
 * @param probabilities each in (0, 1], at least one
 * @param count how many levels
 */
export function makeQuantiser(probabilities: Float64Array, count: number): Quantiser {
  let lowest = -1e-9;
  for (const p of probabilities) lowest = Math.min(lowest, Math.log(p));
  const bin = (p: number) => Math.min(BINS - 1, Math.max(0, Math.floor((1 - Math.log(p) / lowest) * BINS)));
  const weight = new Float64Array(BINS);
  const sum = new Float64Array(BINS);
  for (const p of probabilities) {
    const at = bin(p);
    weight[at] = weight[at]! + 1;
    sum[at] = sum[at]! + Math.log(p);
  }
  // Even steps of ln P to begin with, so that rare small probabilities keep levels of their own.
  const start = Float64Array.from({ length: count }, (_, i) => lowest * (1 - (i + 0.5) / count));
  const centres = lloyd(start, weight, sum, lowest);
  const levelOfBin = new Uint8Array(BINS);
  for (let at = 0, level = 0; at < BINS; at++) {
    const value = binCentre(at, lowest);
    while (level + 1 < count && value > (centres[level]! + centres[level + 1]!) / 2) level++;
    levelOfBin[at] = level;
  }
  return {
    levels: Float32Array.from(centres, (value) => Math.min(1, Math.exp(value))),
    level: (probability) => levelOfBin[bin(probability)]!,
  };
}

function binCentre(at: number, lowest: number): number {
  return lowest * (1 - (at + 0.5) / BINS);
}

function lloyd(start: Float64Array, weight: Float64Array, sum: Float64Array, lowest: number): Float64Array {
  const centres = start.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const masses = new Float64Array(centres.length);
    const sums = new Float64Array(centres.length);
    for (let at = 0, level = 0; at < BINS; at++) {
      const value = binCentre(at, lowest);
      while (level + 1 < centres.length && value > (centres[level]! + centres[level + 1]!) / 2) level++;
      masses[level] = masses[level]! + weight[at]!;
      sums[level] = sums[level]! + sum[at]!;
    }
    // An empty level stays where it is.
    for (let i = 0; i < centres.length; i++) if (masses[i]! > 0) centres[i] = sums[i]! / masses[i]!;
  }
  return centres;
}
