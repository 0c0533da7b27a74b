import type { Draft } from '../drafts/draft';
import type { Mixtures } from './mixture';
import { MAX_DRAFTS } from '../drafts/limits';
import { MAX_CONTEXT } from '../model/ngram-source';
import { MAX_TOP_M } from '../model/language-model';
import { DISTINCT_PRESETS, PAPER_LAMBDAS } from './presets';

/** Settings of Superposed Decoding. `paperOptions` and `distinctOptions` make complete ones. */
export interface SuperposedOptions {
  /** Number of drafts, at least 1. */
  readonly k: number;
  /** Share of the n-gram probabilities in a score, 0 … 1 (§3.3). */
  readonly alpha: number;
  /** Temperature of the model's distribution, above 0. */
  readonly tau: number;
  /** How many of the model's best tokens are considered, 1 … 64. */
  readonly m: number;
  /** Weight of each n-gram order: lambdas[n − 1] for n context tokens, at most 5. */
  readonly lambdas: readonly number[];
  /** Taken off the score of a draft none of whose next tokens the n-grams know (log interpolation only). */
  readonly penalty: number;
  /** Most tokens in a draft. */
  readonly maxNewTokens: number;
  /** Tokens that end a draft. */
  readonly eosIds: readonly number[];
  /**
   * 'paper': the best 2k of all continuations compete at each step.
   * 'distinct': the drafts open with different first words, then each extends itself.
   */
  readonly openings: 'paper' | 'distinct';
  /**
   * 'log': (1 − α)·ln p + α·ln P, the paper's.
   * 'linear': ln((1 − α)·p + α·P / Σλ), which forgives a token that one of the two does not know.
   */
  readonly interpolation: 'log' | 'linear';
  /**
   * Weights by the longest context that the n-grams know, in place of α, λ and `firstStepMix`; only with linear
   * interpolation.
   */
  readonly mixtures?: Mixtures;
  /** Times the n-grams' weights where a row was not the draft's own: it says less about the draft. Default 1. */
  readonly sharedRowBoost?: number;
  /**
   * Steps after the opening in which each draft is a row of its own: k rows in one pass over the shared prompt,
   * each draft scored by its own row; one superposed row a step follows. A whole number of at least 0 (the pure form);
   * maxNewTokens − 1 or more is the ceiling, k separate drafts. Above 0 only with `openings: 'distinct'`.
   */
  readonly branchSteps: number;
  /**
   * What the one row a step after the branches is about. 'all' (default): the living drafts superposed. 'best': the best
   * draft alone, which keeps keys and values of its own; the others go on by what that row and their n-grams say.
   */
  readonly follow?: 'all' | 'best';
  /**
   * Guesses of its next tokens, by n-grams and recall, that each draft on a row of its own has rows for in a pass: the
   * drafts stay what they are, and take fewer passes. For devices where rows are nearly free. Default 0.
   */
  readonly lookAhead?: number;
  /**
   * 'short': after the openings the model looks for the best tokens among its shortlist and what the prompt, recall and
   * n-grams name, where it has one. Default 'full': among all.
   */
  readonly head?: 'full' | 'short';
  /** γ = softmax(gammaExponent × cumulative scores). The paper's is 1; more leans to the best draft. */
  readonly gammaExponent: number;
  /** Share of the model in the first step, 0 … 1, instead of 1 − α. Omitted: as in the other steps. */
  readonly firstStepMix?: number;
  /** Exponent of the length in the result's normalised score. Default 1. */
  readonly lengthPenalty?: number;
  /**
   * Identity of a token's first word, for `openings: 'distinct'`: two openings never share one.
   * '' for a token that must not open a draft. Omitted: every token is a word of its own.
   */
  readonly firstWordKey?: (id: number) => string;
  /**
   * The openings that the prompt's distribution names are all that there can be, as for a word that is typed in part:
   * the first token's score is its share among them. Default false.
   */
  readonly closedOpenings?: boolean;
  /**
   * Whether a draft needs no more tokens, asked after each step, for `openings: 'distinct'`: it leaves the
   * superposition, and its weight goes to the others. Decoding ends when all have ended.
   */
  readonly stops?: (draft: Draft) => boolean;
}

/** What a preset cannot know. */
export interface OptionsOfUse extends Partial<SuperposedOptions> {
  readonly eosIds: readonly number[];
}

/**
 * α, τ and m by k. The paper tuned 2, 3, 4, 5, 6 and 10; 7 to 9 lie on the line from 6 to 10, and 1 has
 * the α and τ of 2 with the usual m = 3k.
 */
export const PAPER_SETTINGS: Readonly<Record<number, { alpha: number; tau: number; m: number }>> = {
  1: { alpha: 0.62, tau: 0.06, m: 3 },
  2: { alpha: 0.62, tau: 0.06, m: 6 },
  3: { alpha: 0.54, tau: 0.06, m: 9 },
  4: { alpha: 0.52, tau: 0.06, m: 12 },
  5: { alpha: 0.6, tau: 0.06, m: 15 },
  6: { alpha: 0.52, tau: 0.06, m: 18 },
  7: { alpha: 0.525, tau: 0.075, m: 21 },
  8: { alpha: 0.53, tau: 0.09, m: 24 },
  9: { alpha: 0.535, tau: 0.105, m: 27 },
  10: { alpha: 0.54, tau: 0.12, m: 30 },
};

/**
 * The paper's settings for k drafts.
 * @throws {RangeError} k is not one of 1 … MAX_DRAFTS
 */
export function paperOptions(k: number, use: OptionsOfUse): SuperposedOptions {
  return {
    k,
    ...presetOf(PAPER_SETTINGS, k),
    lambdas: PAPER_LAMBDAS,
    penalty: 200,
    maxNewTokens: 10,
    openings: 'paper',
    interpolation: 'log',
    branchSteps: 0,
    gammaExponent: 1,
    ...use,
  };
}

/**
 * Settings for a writer: k drafts that open with different words. Pass `firstWordKey`.
 * @throws {RangeError} k is not one of 1 … 10
 */
export function distinctOptions(k: number, use: OptionsOfUse): SuperposedOptions {
  const { budget: _, ...settings } = presetOf(DISTINCT_PRESETS, k);
  return {
    k,
    ...settings,
    penalty: 0,
    maxNewTokens: 10,
    openings: 'distinct',
    interpolation: 'linear',
    branchSteps: 0,
    ...use,
  };
}

function presetOf<T>(presets: Readonly<Record<number, T>>, k: number): T {
  const preset = presets[k];
  if (!preset)
    throw new RangeError(`No settings for k = ${k}: choose a whole number from 1 to ${MAX_DRAFTS}.`);
  return preset;
}

/** @throws {RangeError} naming the setting that is out of range */
export function checkOptions(options: SuperposedOptions): void {
  const { k, alpha, tau, m, lambdas, maxNewTokens, openings, branchSteps, gammaExponent, firstStepMix } =
    options;
  const demand = (holds: boolean, message: string): void => {
    if (!holds) throw new RangeError(`Superposed decoding: ${message}.`);
  };
  demand(Number.isInteger(k) && k >= 1, `k is ${k}; it must be a whole number of at least 1`);
  demand(
    Number.isInteger(m) && m >= 1 && m <= MAX_TOP_M,
    `m is ${m}; it must be a whole number from 1 to ${MAX_TOP_M}`,
  );
  demand(alpha >= 0 && alpha <= 1, `alpha is ${alpha}; it must lie in 0 … 1`);
  demand(tau > 0 && tau < Infinity, `tau is ${tau}; it must be above 0`);
  demand(
    lambdas.length <= MAX_CONTEXT,
    `there are ${lambdas.length} lambdas; at most ${MAX_CONTEXT} context lengths are known`,
  );
  demand(
    lambdas.every((lambda) => lambda >= 0),
    'a lambda is negative',
  );
  demand(Number.isInteger(maxNewTokens) && maxNewTokens >= 0, `maxNewTokens is ${maxNewTokens}`);
  demand(
    Number.isInteger(branchSteps) && branchSteps >= 0,
    `branchSteps is ${branchSteps}; it must be a whole number of at least 0`,
  );
  const { lookAhead = 0 } = options;
  demand(
    Number.isInteger(lookAhead) && lookAhead >= 0,
    `lookAhead is ${lookAhead}; it must be a whole number of at least 0`,
  );
  demand(branchSteps === 0 || openings === 'distinct', "branchSteps above 0 needs openings: 'distinct'");
  const { mixtures, sharedRowBoost = 1, interpolation } = options;
  demand(mixtures === undefined || interpolation === 'linear', "mixtures need interpolation: 'linear'");
  demand(
    mixtures?.every((weights) => Math.abs(weights.reduce((sum, each) => sum + each, 0) - 1) < 0.01) ?? true,
    'the weights of a mixture have to sum to 1',
  );
  demand(sharedRowBoost > 0 && sharedRowBoost < Infinity, `sharedRowBoost is ${sharedRowBoost}`);
  demand(gammaExponent >= 0 && gammaExponent < Infinity, `gammaExponent is ${gammaExponent}`);
  demand(
    firstStepMix === undefined || (firstStepMix >= 0 && firstStepMix <= 1),
    `firstStepMix is ${firstStepMix}; it must lie in 0 … 1`,
  );
}
