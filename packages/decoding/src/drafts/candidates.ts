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

/** What is known of a candidate's new token. */
export interface NewToken {
  readonly id: number;
  readonly rank: number;
  /** Its log score. */
  readonly score: number;
  /** ln p under the model alone; left out where the row was not the draft's own. */
  readonly logProb?: number;
}

/** `draft` with one more token. */
export function extend(
  draft: Draft,
  parent: number,
  { id, rank, score, logProb }: NewToken,
  eosIds: readonly number[],
): Candidate {
  const { tokens, logScores = [], logProbs = [], opening } = draft;
  return {
    tokens: [...tokens, id],
    score: draft.score + score,
    finished: eosIds.includes(id),
    logScores: [...logScores, score],
    logProbs: logProb === undefined || logProbs.length < tokens.length ? logProbs : [...logProbs, logProb],
    ...(opening !== undefined && { opening }),
    parent,
    id,
    rank,
  };
}

/** The draft that a candidate becomes. */
export const toDraft = ({ tokens, score, finished, logScores, logProbs, opening }: Draft): Draft => ({
  tokens,
  score,
  finished,
  ...(logScores && { logScores }),
  ...(logProbs && { logProbs }),
  ...(opening !== undefined && { opening }),
});

/** Supported candidates, best first; equal ones by draft, then in the model's order. */
export function supportedInOrder(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ score }) => score > -Infinity)
    .sort((a, b) => b.score - a.score || a.parent - b.parent || a.rank - b.rank);
}
