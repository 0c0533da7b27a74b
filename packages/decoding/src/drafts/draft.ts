import type { NextTokens } from '../model/language-model';
import type { RecallSource } from '../model/recall';

/** One possible continuation of the prompt. */
export interface Draft {
  /** Ids of the new tokens, oldest first, [length]. A finished draft ends in its end-of-sequence token. */
  readonly tokens: readonly number[];
  /** Cumulative log score (natural log), at most 0; −Infinity for a draft that nothing supports. */
  readonly score: number;
  /** True once the draft has ended in an end-of-sequence token. */
  readonly finished: boolean;
  /** The log score of each token, [length]; `score` is their sum. Superposed Decoding tells it. */
  readonly logScores?: readonly number[];
  /**
   * ln p of each token under the model alone, [≤ length]: of the opening and of those that came while the draft had
   * rows of its own, for only such rows are about one draft. Superposed Decoding tells it.
   */
  readonly logProbs?: readonly number[];
  /** With how many of its tokens it opened at once. Default 1. */
  readonly opening?: number;
}

/** What tells a draft of distinct openings from the others, however far it has grown. */
export const openingKey = ({ tokens, opening = 1 }: Draft): string => tokens.slice(0, opening).join();

/** A way to begin that is not the model's: a word of the text, of several tokens perhaps. */
export interface Opening {
  /** At least one. */
  readonly tokens: readonly number[];
  /** Its share of all openings, above 0. */
  readonly probability: number;
}

/** Openings that compete with the tokens of the prompt's distribution. */
export interface Openings {
  /** The share of the prompt's distribution, 0 … 1; with the list's probabilities it makes 1. */
  readonly singles: number;
  readonly list: readonly Opening[];
}

/** A prompt that the model's cache already holds, and what the model says comes next. */
export interface Prompt {
  /** Token ids, oldest first. n-gram look-ups need the last 5 of them. */
  readonly ids: readonly number[];
  /** Next-token distribution after the last id. */
  readonly next: NextTokens;
  /** Rotary position of the first new token. Omitted: the model's cache length. */
  readonly position?: number;
  /** Openings besides those of `next`. Only with distinct openings. */
  readonly openings?: Openings;
  /** What earlier text says about each next token. Only with distinct openings. */
  readonly recall?: RecallSource;
}

/** A finished candidate sinks by this much among the living ones, so it survives only where nothing else is left. */
export const FINISHED_PENALTY = 1e7;

/** A draft with its length-normalised score. */
export interface RankedDraft extends Draft {
  /** score / length^lengthPenalty. With a penalty of 1, exp(−normalised) is the draft's perplexity. */
  readonly normalised: number;
}

/**
 * The result of decoding: living and finished drafts by length-normalised score, best first.
 * Placeholders that nothing supports are left out.
 * @param lengthPenalty exponent of the length, 0 (no normalisation) … 1 (mean log score)
 */
export function rankDrafts(drafts: Iterable<Draft>, lengthPenalty = 1): RankedDraft[] {
  return [...drafts]
    .filter(({ tokens, score }) => tokens.length > 0 && score > -FINISHED_PENALTY / 2)
    .map((draft) => ({ ...draft, normalised: draft.score / draft.tokens.length ** lengthPenalty }))
    .sort((a, b) => b.normalised - a.normalised);
}
