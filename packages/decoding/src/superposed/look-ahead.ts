import type { Draft } from '../drafts/draft';
import type { Continuation } from '../model/ngram-source';
import { combineRecalls } from '../model/recall';
import { branchKey } from './branches';
import type { SuperposedOptions } from './options';
import type { NgramLookUp } from './superposed-step';

/** Tokens that are thought of after each. */
const WIDTH = 8;

/** What may follow a draft, the likeliest first. */
export type Expect = (draft: Draft) => readonly Continuation[];

/** What n-grams and recall expect after drafts: recall has its share, n-grams the rest. Each is looked up once. */
export function expectations(lookUp: NgramLookUp, lambdas: readonly number[]): Expect {
  const known = new Map<string, readonly Continuation[]>();
  return (draft) => {
    const key = branchKey(draft);
    let expected = known.get(key);
    if (!expected) {
      const context = lookUp.contextOf(draft);
      const next = lookUp.source?.continuations(context, lambdas, WIDTH) ?? [];
      const recalled = lookUp.recall?.(context) ?? null;
      expected = combineRecalls([recalled, { share: 1, next }])?.next.slice(0, WIDTH) ?? [];
      known.set(key, expected);
    }
    return expected;
  };
}

export interface GuessLimits extends Pick<SuperposedOptions, 'eosIds' | 'stops'> {
  /** Most guesses. */
  readonly count: number;
  /** Most tokens of a draft with a guess. */
  readonly longest: number;
}

/**
 * How a draft may go on: a tree of drafts that go on from it, the likeliest first, each after the one that it goes on
 * from. Passes that know them answer for several tokens at once where one of them comes true (SuffixDecoding, arXiv
 * 2411.04975; SpecTr, 2310.15141).
 */
export function guesses(
  draft: Draft,
  expect: Expect,
  { count, longest, eosIds, stops }: GuessLimits,
): Draft[] {
  const found: Draft[] = [];
  let open: { readonly draft: Draft; readonly probability: number }[] = [{ draft, probability: 1 }];
  while (open.length > 0 && found.length < count) {
    const [best, ...rest] = open;
    open = rest;
    if (best!.draft !== draft && found.push(best!.draft) === count) break;
    const { tokens } = best!.draft;
    if (tokens.length >= longest || stops?.(best!.draft)) continue;
    for (const next of expect(best!.draft)) {
      const probability = best!.probability * next.probability;
      if (eosIds.includes(next.id)) continue;
      open.push({ draft: { ...draft, tokens: [...tokens, next.id] }, probability });
    }
    open = open.sort((a, b) => b.probability - a.probability).slice(0, count - found.length);
  }
  return found;
}
