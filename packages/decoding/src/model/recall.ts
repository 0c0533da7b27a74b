import type { Continuation } from './ngram-source';

/** What was written before says about the next token: the same text, its context, the writer's other texts. */
export interface Recall {
  /** How far it is trusted here, 0 … 1: its share in a score. */
  readonly share: number;
  /** Tokens that followed, best first; the probabilities sum to 1. */
  readonly next: readonly Continuation[];
}

/** Recalls what followed the last tokens of a text; null where they were never seen. */
export type RecallSource = (context: readonly number[]) => Recall | null;

/**
 * Several recalls as one: each takes its share of what those before it leave.
 * @param recalls the most trusted source first
 */
export function combineRecalls(recalls: readonly (Recall | null)[]): Recall | null {
  const known = recalls.filter((recall) => recall !== null);
  if (known.length < 2) return known[0] ?? null;
  const mass = new Map<number, number>();
  let left = 1;
  for (const { share, next } of known) {
    for (const { id, probability } of next) mass.set(id, (mass.get(id) ?? 0) + left * share * probability);
    left *= 1 - share;
  }
  const share = 1 - left;
  const next = [...mass].map(([id, each]) => ({ id, probability: each / share }));
  return { share, next: next.sort((a, b) => b.probability - a.probability) };
}

/** ln((1 − share) · e^score + share · recalled) of each token, [m]. */
export function withRecall(
  scores: Float64Array,
  ids: ArrayLike<number>,
  { share, next }: Recall,
): Float64Array {
  const recalled = new Map(next.map(({ id, probability }) => [id, probability]));
  return scores.map((score, j) =>
    Math.log((1 - share) * Math.exp(score) + share * (recalled.get(ids[j]!) ?? 0)),
  );
}
