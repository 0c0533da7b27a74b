import type { Mixtures } from './mixture';

/** λ of the paper and its reference code, for 1 to 5 context tokens. */
export const PAPER_LAMBDAS: readonly number[] = [0.01, 0.04, 0.15, 0.18, 0.12];

/** Tuned settings of distinct drafts; `distinctOptions` makes complete ones of them. */
export interface Preset {
  /** As in `SuperposedOptions`. */
  readonly alpha: number;
  readonly tau: number;
  readonly m: number;
  readonly lambdas: readonly number[];
  readonly gammaExponent: number;
  readonly firstStepMix?: number;
  readonly mixtures?: Mixtures;
  readonly sharedRowBoost?: number;
  /** What the drafts may cost at most, in drafts of one row a step, for `branchSteps: 'auto'`. */
  readonly budget: number;
}

/**
 * Fitted to the likelihood of the tuning half's next tokens by expectation–maximisation, then the n-grams' part three
 * times: that matches more characters, and its likelihood is no worse.
 */
const MIXTURES: Mixtures = [
  [1],
  [0.94, 0.06],
  [0.81, 0, 0.19],
  [0.67, 0, 0.03, 0.3],
  [0.4, 0, 0.03, 0.25, 0.32],
  [0.07, 0, 0, 0.07, 0.15, 0.71],
];

const COMMON = {
  alpha: 0.6,
  tau: 1,
  m: 64,
  lambdas: PAPER_LAMBDAS,
  mixtures: MIXTURES,
  gammaExponent: 2,
};

/** By the number of drafts, 1 … 10. */
export const DISTINCT_PRESETS: Readonly<Record<number, Preset>> = {
  1: { ...COMMON, budget: 1 },
  2: { ...COMMON, budget: 1.4 },
  3: { ...COMMON, budget: 1.47 },
  4: { ...COMMON, budget: 1.6 },
  5: { ...COMMON, budget: 1.7 },
  6: { ...COMMON, budget: 1.7 },
  7: { ...COMMON, budget: 1.8 },
  8: { ...COMMON, budget: 1.9 },
  9: { ...COMMON, budget: 2 },
  10: { ...COMMON, budget: 2.1 },
};
