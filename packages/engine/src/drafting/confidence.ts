import type { Draft } from '@superposed/decoding';
import type { Tokenizer } from '../text/tokenizer';
import { firstWordLength } from '../text/words';

/** What tells how likely a draft's first word is what the writer wants. */
export interface ConfidenceFeatures {
  /** Log score of the first word: the mixture of model and n-grams. */
  readonly score: number;
  /**
   * ln p of the first word under the model alone, as far as it is known; its log score where that is higher, for what was
   * said before may be what the model would never say.
   */
  readonly model: number;
  /** Place of the opening among the drafts by its log score, 0 … k − 1. */
  readonly rank: number;
  /** Letters that are typed already of the first word. */
  readonly typed: number;
  /** How near to certain the first word is: −ln(1.05 − e^`score`), 0 … 3. Log odds rise steeply there. */
  readonly sure: number;
}

/** Weights of a logistic regression: whether the first word is the writer's. */
export interface ConfidenceWeights extends Omit<ConfidenceFeatures, 'sure'> {
  readonly intercept: number;
  /** Default 0: weights that were fitted without it. */
  readonly sure?: number;
}

/**
 * Weights for a model that has none of its own: those of SmolLM2-135M with the English table, fitted on text that
 * the table was not counted from (`npm run -s superposed -- calibrate`, docs/quality.md).
 */
export const CONFIDENCE: ConfidenceWeights = {
  intercept: -0.614,
  score: 0.707,
  model: 0,
  rank: 0,
  typed: -0.122,
  sure: 1.31,
};

/** @param drafts of distinct openings, with their log scores */
export function confidenceFeatures(
  drafts: readonly Draft[],
  typed: string,
  tokenizer: Pick<Tokenizer, 'piece'>,
): ConfidenceFeatures[] {
  const sum = (values: readonly number[] = [], length: number): number =>
    values.slice(0, length).reduce((total, value) => total + value, 0);
  const opening = ({ logScores = [] }: Draft): number => logScores[0] ?? 0;
  const byOpening = [...drafts].sort((a, b) => opening(b) - opening(a));
  return drafts.map((draft) => {
    const length = firstWordLength(draft.tokens, tokenizer);
    const score = sum(draft.logScores, length);
    const model = sum(
      draft.logProbs?.map((logProb, i) => Math.max(logProb, draft.logScores?.[i] ?? logProb)),
      length,
    );
    return {
      score,
      model,
      rank: byOpening.indexOf(draft),
      typed: typed.trim().length,
      sure: -Math.log(1.05 - Math.min(1, Math.exp(score))),
    };
  });
}

/** The chance that a draft's first word is what the writer wants, 0 … 1. */
export function confidenceOf(features: ConfidenceFeatures, weights: ConfidenceWeights = CONFIDENCE): number {
  const { score, model, rank, typed, sure } = features;
  const logit =
    weights.intercept +
    weights.score * score +
    weights.model * model +
    weights.rank * rank +
    weights.typed * typed +
    (weights.sure ?? 0) * sure;
  return 1 / (1 + Math.exp(-logit));
}

/** What a nat of evidence from after the caret adds to the log odds of a draft: chosen, on the 30 dev cases of KeyTypeBench. */
const EVIDENCE = 0.3;

/** The confidence of a draft, once it is known how it meets what stands after the caret. */
export function joinedConfidence(confidence: number, evidence: number): number {
  const odds = Math.log(confidence / (1 - confidence)) + EVIDENCE * evidence;
  return 1 / (1 + Math.exp(-odds));
}
