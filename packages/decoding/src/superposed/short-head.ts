import type { Draft, Prompt } from '../drafts/draft';
import type { ForwardOptions } from '../model/language-model';
import type { NgramLookUp } from './superposed-step';

/** Tokens that n-grams name after a draft. */
const FROM_NGRAMS = 8;

/** The head of a pass over the rows of some drafts. */
export type HeadOf = (drafts: readonly Draft[]) => Pick<ForwardOptions, 'head' | 'named'>;

/**
 * A short head that knows, besides its shortlist, what the prompt and the drafts consist of, and what n-grams expect
 * after each draft.
 * @param lambdas weights of the n-grams by context length
 */
export function shortHead(
  prompt: Pick<Prompt, 'ids'>,
  lookUp: NgramLookUp | null,
  lambdas: readonly number[],
): HeadOf {
  const ofPrompt = new Set(prompt.ids);
  return (drafts) => {
    const named = new Set(ofPrompt);
    for (const draft of drafts) {
      for (const id of draft.tokens) named.add(id);
      const expected = lookUp?.source?.continuations(lookUp.contextOf(draft), lambdas, FROM_NGRAMS);
      for (const { id } of expected ?? []) named.add(id);
    }
    return { head: 'short', named: [...named] };
  };
}
