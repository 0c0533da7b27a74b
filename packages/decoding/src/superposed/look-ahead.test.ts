import { describe, expect, it, vi } from 'vitest';
import type { Draft } from '../drafts/draft';
import type { Continuation, NgramSource } from '../model/ngram-source';
import { expectations, guesses } from './look-ahead';
import type { NgramLookUp } from './superposed-step';

/** What follows each token: [id, probability]. */
const NEXT: Record<number, readonly [number, number][]> = {
  5: [
    [6, 0.6],
    [7, 0.3],
  ],
  6: [
    [8, 0.9],
    [9, 0.1],
  ],
  7: [[0, 1]],
};
const source: NgramSource = {
  probabilities: () => undefined,
  continuations: (context, _, limit) =>
    (NEXT[context.at(-1)!] ?? [])
      .slice(0, limit)
      .map(([id, probability]): Continuation => ({ id, probability })),
};
const lookUp: NgramLookUp = { source, contextOf: ({ tokens }) => tokens };
const draft: Draft = { tokens: [4, 5], score: -1, finished: false, opening: 2 };
const eosIds = [0];
const expect1 = expectations(lookUp, [1]);

const paths = (drafts: readonly Draft[]) => drafts.map(({ tokens }) => tokens.slice(2));

describe('guesses', () => {
  it('are the likeliest ways to go on, each after the one that it goes on from', () => {
    const found = guesses(draft, expect1, { count: 9, longest: 9, eosIds });
    expect(paths(found)).toEqual([[6], [6, 8], [7], [6, 9]]);
    expect(found[0]).toMatchObject({ opening: 2, tokens: [4, 5, 6] });
  });

  it('are as many as are wanted, and no longer', () => {
    expect(paths(guesses(draft, expect1, { count: 2, longest: 9, eosIds }))).toEqual([[6], [6, 8]]);
    expect(paths(guesses(draft, expect1, { count: 9, longest: 3, eosIds }))).toEqual([[6], [7]]);
    expect(guesses(draft, expect1, { count: 0, longest: 9, eosIds })).toEqual([]);
    expect(guesses(draft, expect1, { count: -3, longest: 9, eosIds })).toEqual([]);
  });

  it('follow what was written before by its share', () => {
    const recall: NgramLookUp['recall'] = (context) =>
      context.at(-1) === 5 ? { share: 0.8, next: [{ id: 3, probability: 1 }] } : null;
    const found = guesses(draft, expectations({ ...lookUp, recall }, [1]), { count: 3, longest: 9, eosIds });
    expect(paths(found)).toEqual([[3], [6], [6, 8]]);
    const alone = guesses(draft, expectations({ ...lookUp, source: null, recall }, [1]), {
      count: 3,
      longest: 9,
      eosIds,
    });
    expect(paths(alone)).toEqual([[3]]);
  });

  it('look each context up once', () => {
    const continuations = vi.fn(() => []);
    const counted: NgramSource = { ...source, continuations };
    const expectOnce = expectations({ ...lookUp, source: counted }, [1]);
    for (let i = 0; i < 3; i++) {
      expect(guesses(draft, expectOnce, { count: 9, longest: 9, eosIds })).toEqual([]);
    }
    expect(continuations).toHaveBeenCalledTimes(1);
  });

  it('end where a draft would', () => {
    const stops = ({ tokens }: Draft): boolean => tokens.at(-1) === 6;
    expect(paths(guesses(draft, expect1, { count: 9, longest: 9, eosIds, stops }))).toEqual([[6], [7]]);
  });
});
