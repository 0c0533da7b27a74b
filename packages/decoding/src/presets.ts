/** Tuned settings of distinct drafts; `distinctOptions` makes complete ones of them. */
export interface Preset {
  /** As in `SuperposedOptions`. */
  readonly alpha: number;
  readonly tau: number;
  readonly m: number;
  readonly lambdas: readonly number[];
  readonly gammaExponent: number;
  readonly firstStepMix: number;
  /** What the drafts may cost at most, in drafts of one row a step, for `branchSteps: 'auto'`. */
  readonly budget: number;
}

const LAMBDAS = [0.01, 0.04, 0.15, 0.18, 0.12];

/** By the number of drafts, 1 … 10. */
export const DISTINCT_PRESETS: Readonly<Record<number, Preset>> = {
  1: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1 },
  2: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.4 },
  3: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.5 },
  4: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.6 },
  5: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.7 },
  6: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.8 },
  7: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 1.9 },
  8: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 2 },
  9: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 2.1 },
  10: { alpha: 0.6, tau: 1, m: 30, lambdas: LAMBDAS, gammaExponent: 2, firstStepMix: 0.66, budget: 2.2 },
};
