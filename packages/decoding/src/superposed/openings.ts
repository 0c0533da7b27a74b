import type { Candidate } from '../drafts/candidates';
import type { Opening, Openings } from '../drafts/draft';

/**
 * The candidates of the first step together with openings that were proposed, of one or more tokens each.
 * @param candidates of one token each
 */
export function withOpenings(candidates: readonly Candidate[], { singles, list }: Openings): Candidate[] {
  const proposed = new Map(list.filter(isSingle).map(({ tokens: [id], probability }) => [id!, probability]));
  const mixed = candidates.map((candidate) => {
    const score = Math.log(singles * Math.exp(candidate.score) + (proposed.get(candidate.id) ?? 0));
    return { ...candidate, score, logScores: [score] };
  });
  const known = new Set(candidates.map(({ id }) => id));
  const others = list.filter((opening) => !isSingle(opening) || !known.has(opening.tokens[0]!));
  return [...mixed, ...others.map(toCandidate)];
}

const isSingle = ({ tokens }: Opening): boolean => tokens.length === 1;

/** What the model says of it alone is not known: its share stands for that. */
function toCandidate({ tokens, probability }: Opening, i: number): Candidate {
  const score = Math.log(probability);
  const scores = tokens.map((_, at) => (at === 0 ? score : 0));
  return {
    tokens,
    score,
    finished: false,
    opening: tokens.length,
    logScores: scores,
    logProbs: scores,
    parent: 0,
    id: tokens[0]!,
    rank: Number.MAX_SAFE_INTEGER - 1000 + i,
  };
}
