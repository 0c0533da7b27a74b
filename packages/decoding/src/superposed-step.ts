import { FINISHED_PENALTY, type Draft } from './draft';
import type { NextTokens } from './language-model';
import type { SuperposedOptions } from './options';
import { interpolate, topProbabilities } from './scores';
import { partialSort, selectBest } from './selection';
import { superpose, type Superposition } from './superposition';

/** All that decoding carries from step to step. Plain data: it can be stored, compared and sent to a worker. */
export interface SuperposedState {
  /** Living drafts, best first in the paper's mode, in order of their openings in the distinct mode. */
  readonly alive: readonly Draft[];
  /** The best k drafts that ended, best first. */
  readonly finished: readonly Draft[];
  /** The model's next row. */
  readonly superposition: Superposition;
}

/** Writes a draft's n-gram probabilities of the candidates into `out`, both [m]. */
export type NgramLookUp = (draft: Draft, candidates: Int32Array, out: Float32Array) => void;

/** Before the first step: one empty draft. */
export const START: SuperposedState = {
  alive: [{ tokens: [], score: 0, finished: false }],
  finished: [],
  superposition: { tokens: [], weights: [] },
};

/** A draft with one more token. `rank` is the token's place among the model's best. */
interface Candidate extends Draft {
  readonly rank: number;
  readonly parent: number;
}

/**
 * One step of Superposed Decoding (§3.2–3.3) as a pure function.
 * @param next what the model says after the state's superposition (or after the prompt, at the start)
 * @param ngrams look-up of n-gram probabilities; null: the model's scores alone, without a penalty
 */
export function superposedStep(
  state: SuperposedState,
  next: NextTokens,
  ngrams: NgramLookUp | null,
  options: SuperposedOptions,
): SuperposedState {
  const opening = state.alive[0]?.tokens.length === 0;
  const distinct = options.openings === 'distinct';
  // An opening may need a token far down the list to find k different words.
  const considered = opening && distinct ? next.ids.length : options.m;
  const p = topProbabilities(next, considered, options.tau);
  const ids = next.ids.subarray(0, p.length);
  const alpha = opening && options.firstStepMix !== undefined ? 1 - options.firstStepMix : options.alpha;
  const eos = new Set(options.eosIds);
  const byParent = state.alive.map((draft, parent) => {
    const known = ngrams && alpha > 0 ? new Float32Array(p.length) : null;
    if (ngrams && known) ngrams(draft, ids, known);
    const scores = interpolate(p, known, alpha, options);
    return Array.from(ids, (id, rank) => extend(draft, parent, id, rank, draft.score + scores[rank]!, eos));
  });
  const { ended, living } = distinct
    ? extendEach(byParent, opening, options)
    : compete(state.alive[0], byParent, options, eos);
  const finished = [...state.finished, ...ended].sort((a, b) => b.score - a.score).slice(0, options.k);
  return { alive: living, finished, superposition: superpose(living, options.gammaExponent) };
}

function extend(
  draft: Draft,
  parent: number,
  id: number,
  rank: number,
  score: number,
  eos: ReadonlySet<number>,
): Candidate {
  return { tokens: [...draft.tokens, id], score, finished: eos.has(id), rank, parent };
}

interface Selection {
  readonly ended: Draft[];
  readonly living: Draft[];
}

const plain = ({ tokens, score, finished }: Draft): Draft => ({ tokens, score, finished });

/** The paper's rule: the best 2k of all compete; those that end leave, the best k others live on. */
function compete(
  first: Draft | undefined,
  byParent: Candidate[][],
  options: SuperposedOptions,
  eos: ReadonlySet<number>,
): Selection {
  const { k } = options;
  const best = bestOf(byParent, 2 * k, first, eos);
  const ended = best.filter((c) => c.finished && c.score > -FINISHED_PENALTY / 2).map(plain);
  const sunk = best.map((c) => (c.finished ? { ...c, score: c.score - FINISHED_PENALTY } : c));
  const living = selectBest(sunk, k).slice(0, k);
  return { ended, living: living.map((c) => ({ ...plain(c), finished: false })) };
}

const byScore = (a: Draft, b: Draft): number => (a.score === b.score ? 0 : b.score - a.score);

/**
 * The best `count` continuations; equal ones by draft, then by the model's order. Where too few have support,
 * placeholders of score −Infinity follow: low token ids after the first draft, as the reference's sort has it.
 */
function bestOf(
  byParent: Candidate[][],
  count: number,
  first: Draft | undefined,
  eos: ReadonlySet<number>,
): Candidate[] {
  const supported = byParent.flat().filter((c) => c.score > -Infinity);
  const ordered = [...supported].sort((a, b) => byScore(a, b) || a.parent - b.parent || a.rank - b.rank);
  if (ordered.length >= count || !first) return ordered.slice(0, count);
  // The reference sorts one score for each draft and token of the vocabulary: all others are −Infinity there.
  const flat = supported.map((c) => ({ ...c, id: c.tokens[c.tokens.length - 1] ?? 0 }));
  flat.sort((a, b) => a.parent - b.parent || a.id - b.id);
  const inFront = new Map(flat.filter((c) => c.parent === 0 && c.id < count).map((c) => [c.id, c]));
  const front = Array.from({ length: count }, (_, id) => {
    return inFront.get(id) ?? { ...extend(first, 0, id, id, -Infinity, eos), id };
  });
  const behind = flat.filter((c) => c.parent !== 0 || c.id >= count);
  const placeholders = partialSort([...front, ...behind], count).slice(ordered.length, count);
  return [...ordered, ...placeholders];
}

/** The distinct rule: k openings with different first words, then each draft takes its own best token. */
function extendEach(byParent: Candidate[][], opening: boolean, options: SuperposedOptions): Selection {
  const best = (candidates: Candidate[]): Candidate[] =>
    candidates.filter((c) => c.score > -Infinity).sort((a, b) => byScore(a, b) || a.rank - b.rank);
  const chosen = opening
    ? differentWords(best(byParent[0] ?? []), options)
    : byParent.flatMap((candidates) => best(candidates).slice(0, 1));
  return {
    ended: chosen.filter((c) => c.finished).map(plain),
    living: chosen.filter((c) => !c.finished).map(plain),
  };
}

function differentWords(candidates: Candidate[], { k, firstWordKey }: SuperposedOptions): Candidate[] {
  const chosen = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const id = candidate.tokens[candidate.tokens.length - 1] ?? 0;
    const key = firstWordKey ? firstWordKey(id) : String(id);
    if (key !== '' && !chosen.has(key)) chosen.set(key, candidate);
    if (chosen.size === k) break;
  }
  return [...chosen.values()];
}
