import {
  decodeSuperposed,
  distinctOptions,
  paperOptions,
  rankDrafts,
  scoreDrafts,
  type Draft,
  type LanguageModel,
  type NextTokens,
  type NgramSource,
  type SuperposedOptions,
  type SuperposedState,
} from '@superposed/decoding';
import type { Tokenizer } from '../text/tokenizer';
import { firstWordKeys } from './openings';
import type { Plan } from './plan';
import type { ModelPresets } from './presets';
import type { HealedPrompt } from './token-healing';
import { isOver } from './trim';

/** What drafts are decoded with. */
export interface DecodeParts {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  /** null: the model's own probabilities alone. */
  readonly ngrams: NgramSource | null;
}

/** The decoder's settings for a plan, after a prompt. @param next what the prompt is followed by */
export function decodingOptions(
  { decoder, k, maxNewTokens, branchSteps, lookAhead, follow, typed, trim }: Plan,
  next: NextTokens,
  tokenizer: Tokenizer,
  { mixtures }: Pick<ModelPresets, 'mixtures'> = {},
): SuperposedOptions {
  const use = { eosIds: tokenizer.eosIds, maxNewTokens, closedOpenings: typed !== '' };
  if (decoder === 'paper') return paperOptions(k, use);
  return distinctOptions(k, {
    ...use,
    follow,
    // Where rows are nearly free there is no short head, and naming its tokens takes time.
    head: lookAhead > 0 ? 'full' : 'short',
    branchSteps,
    lookAhead,
    firstWordKey: firstWordKeys(next, tokenizer),
    ...(mixtures && { mixtures }),
    ...(trim && { stops: (draft) => isOver(draft, tokenizer, trim) }),
  });
}

/** A step's drafts, best first, and what they come from. */
export interface DecodedStep {
  readonly drafts: readonly Draft[];
  readonly state: SuperposedState;
  /** Whether no step comes after it. */
  readonly last: boolean;
}

/**
 * Decodes as planned. The model's cache must hold the prompt, and holds just that again afterwards.
 * @throws the signal's reason, once it has aborted
 */
export async function* decodeDrafts(
  { model, ngrams }: DecodeParts,
  prompt: HealedPrompt,
  options: SuperposedOptions,
  signal: AbortSignal,
): AsyncGenerator<DecodedStep, void, void> {
  let steps = 0;
  for await (const state of decodeSuperposed(model, ngrams, prompt, options, signal)) {
    const { alive, finished } = state;
    const drafts = rankDrafts([...alive, ...finished], options.lengthPenalty).slice(0, options.k);
    yield { drafts, state, last: ++steps >= options.maxNewTokens || alive.length === 0 };
  }
}

/**
 * The drafts with the model's log probabilities of all their tokens, where all are known, or where the plan has room for
 * a pass over all drafts at once; else as they are.
 */
export async function scoredDrafts(
  { model }: DecodeParts,
  prompt: HealedPrompt,
  drafts: readonly Draft[],
  { scoringRows }: Plan,
  signal: AbortSignal,
): Promise<readonly Draft[]> {
  if (drafts.every(({ tokens, logProbs = [] }) => logProbs.length === tokens.length)) return drafts;
  const rows = drafts.reduce((sum, { tokens }) => sum + tokens.length - 1, 0);
  if (rows > scoringRows) return drafts;
  const scores = await scoreDrafts(model, prompt, drafts, signal);
  return drafts.map((draft, i) => {
    const { logProbs: [opening] = [] } = draft;
    // Openings of a half word are judged among its completions.
    const logProbs = Array.from(scores[i]!, (score, at) => (at === 0 ? (opening ?? score) : score));
    return { ...draft, logProbs };
  });
}
