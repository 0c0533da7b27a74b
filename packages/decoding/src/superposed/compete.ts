import { extend, supportedInOrder, toDraft, type Candidate, type Survivors } from '../drafts/candidates';
import { FINISHED_PENALTY, type Draft } from '../drafts/draft';
import type { SuperposedOptions } from './options';
import { partialSort, selectBest } from './selection';

/**
 * The paper's rule: the best 2k of all continuations compete; those that end leave, the best k others live on.
 * As in the reference code, an ended draft sinks rather than goes, so it fills a place that nothing else can.
 * @param first the draft that placeholders extend
 */
export function compete(
  first: Draft,
  candidates: readonly Candidate[],
  options: Pick<SuperposedOptions, 'k' | 'eosIds'>,
): Survivors {
  const { k, eosIds } = options;
  const best = bestOf(candidates, 2 * k, first, eosIds);
  const ended = best.filter(({ finished, score }) => finished && score > -FINISHED_PENALTY / 2);
  const sunk = best.map((c) => (c.finished ? { ...c, score: c.score - FINISHED_PENALTY } : c));
  const living = selectBest(sunk, k).slice(0, k);
  return {
    ended: ended.map(toDraft),
    living: living.map((candidate) => ({ ...toDraft(candidate), finished: false })),
  };
}

/**
 * The best `count` candidates. Where fewer have support, placeholders of score −Infinity follow: low token ids
 * after the first draft, in the order that the reference's sort happens to leave them in.
 */
function bestOf(
  candidates: readonly Candidate[],
  count: number,
  first: Draft,
  eosIds: readonly number[],
): Candidate[] {
  const ordered = supportedInOrder(candidates);
  if (ordered.length >= count) return ordered.slice(0, count);
  // The reference sorts a score for each draft and each token of the vocabulary; all others are −Infinity there.
  const isEarly = ({ parent, id }: Candidate): boolean => parent === 0 && id < count;
  const early = new Map(ordered.filter(isEarly).map((candidate) => [candidate.id, candidate]));
  const front = Array.from(
    { length: count },
    (_, id) => early.get(id) ?? extend(first, 0, { id, rank: id, score: -Infinity }, eosIds),
  );
  const behind = ordered.filter((c) => !isEarly(c)).sort((a, b) => a.parent - b.parent || a.id - b.id);
  const placeholders = partialSort([...front, ...behind], count).slice(ordered.length, count);
  return [...ordered, ...placeholders];
}
