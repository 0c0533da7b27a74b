import type { Draft } from '../drafts/draft';
import type { Continuation } from '../model/ngram-source';
import { combineRecalls } from '../model/recall';
import type { SuperposedOptions } from './options';
import type { NgramLookUp } from './superposed-step';

/** Tokens that are thought of after each. */
const WIDTH = 8;

export interface GuessLimits {
  /** Most guesses. */
  readonly count: number;
  /** Most tokens of a draft with a guess. */
  readonly longest: number;
}

/**
 * How a draft may go on, by n-grams and what was written before: a tree of drafts that go on from it, the likeliest
 * first, each after the one that it goes on from. Passes that know them answer for several tokens at once where one of
 * them comes true (SuffixDecoding, arXiv 2411.04975; SpecTr, 2310.15141).
 */
export function guesses(
  draft: Draft,
  lookUp: NgramLookUp,
  { lambdas, eosIds, stops }: Pick<SuperposedOptions, 'lambdas' | 'eosIds' | 'stops'>,
  { count, longest }: GuessLimits,
): Draft[] {
  const found: Draft[] = [];
  let open: { readonly draft: Draft; readonly probability: number }[] = [{ draft, probability: 1 }];
  while (found.length < count && open.length > 0) {
    const [best, ...rest] = open;
    open = rest;
    if (best!.draft !== draft) found.push(best!.draft);
    const { tokens } = best!.draft;
    if (tokens.length >= longest || stops?.(best!.draft)) continue;
    for (const { id, probability } of likely(best!.draft, lookUp, lambdas)) {
      if (eosIds.includes(id)) continue;
      open.push({
        draft: { ...draft, tokens: [...tokens, id] },
        probability: best!.probability * probability,
      });
    }
    open = open.sort((a, b) => b.probability - a.probability).slice(0, count - found.length);
  }
  return found;
}

/** What n-grams and recall expect after a draft: recall has its share, n-grams the rest. */
function likely(draft: Draft, lookUp: NgramLookUp, lambdas: readonly number[]): readonly Continuation[] {
  const context = lookUp.contextOf(draft);
  const next = lookUp.source?.continuations(context, lambdas, WIDTH) ?? [];
  return combineRecalls([lookUp.recall?.(context) ?? null, { share: 1, next }])?.next.slice(0, WIDTH) ?? [];
}
