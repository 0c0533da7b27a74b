import type { Draft } from './draft';

/** A draft with one more token. */
export interface Candidate extends Draft {
  /** Index of the draft that it extends. */
  readonly parent: number;
  /** The new token, and its place among the model's best. */
  readonly id: number;
  readonly rank: number;
}

/** What a step leaves: drafts that ended in it, and those that go on. */
export interface Survivors {
  readonly ended: Draft[];
  readonly living: Draft[];
}

/** `draft` with `id` appended, at the given cumulative score. */
export function extend(
  draft: Draft,
  parent: number,
  id: number,
  rank: number,
  score: number,
  eosIds: readonly number[],
): Candidate {
  return { tokens: [...draft.tokens, id], score, finished: eosIds.includes(id), parent, id, rank };
}

/** The draft that a candidate becomes. */
export const toDraft = ({ tokens, score, finished }: Draft): Draft => ({ tokens, score, finished });

/** Supported candidates, best first; equal ones by draft, then in the model's order. */
export function supportedInOrder(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ score }) => score > -Infinity)
    .sort((a, b) => b.score - a.score || a.parent - b.parent || a.rank - b.rank);
}
