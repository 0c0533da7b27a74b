import { extend, type Candidate, type Survivors } from '../drafts/candidates';
import { compete } from './compete';
import { extendEach, openDistinct } from './distinct';
import { openingKey, type Draft, type Openings } from '../drafts/draft';
import type { NextTokens } from '../model/language-model';
import { agreed, mix } from './mixture';
import { ordersOf, type NgramSource } from '../model/ngram-source';
import { withRecall, type RecallSource } from '../model/recall';
import { withOpenings } from './openings';
import type { SuperposedOptions } from './options';
import { interpolate, topProbabilities } from './scores';
import { superpose, type Superposition } from './superposition';

/** All that decoding carries from step to step. Plain data: it can be stored, compared and sent to a worker. */
export interface SuperposedState {
  /** Living drafts: best first with 'paper' openings, by the rank of their openings with 'distinct' ones. */
  readonly alive: readonly Draft[];
  /** The best k drafts that ended or that `stops` stopped, best first. */
  readonly finished: readonly Draft[];
  /** The model's next row, where it is one for all. */
  readonly superposition: Superposition;
  /** Index of the living draft that this row is about alone, by `follow: 'best'`. */
  readonly followed?: number;
}

/** What the model said in a step, and which of the living drafts its rows were about. */
export type StepRows =
  /** A row for each living draft, [alive]; after the prompt, the one row of the empty draft. */
  | { readonly kind: 'own'; readonly next: readonly NextTokens[]; readonly openings?: Openings }
  /** One row, about one draft alone; the others have nothing better. */
  | { readonly kind: 'followed'; readonly draft: number; readonly next: NextTokens }
  /** One row about all of them at once. */
  | { readonly kind: 'shared'; readonly next: NextTokens };

/** What a draft's next token is scored by. */
export interface RowUse {
  /** The draft is empty still. */
  readonly opening: boolean;
  /** Which drafts the row was about: this one alone, another one alone, or all at once. */
  readonly about: 'own' | 'other' | 'all';
}

/** n-grams and recall, and what a draft's next token is looked up after. */
export interface NgramLookUp {
  readonly source: NgramSource | null;
  readonly recall?: RecallSource;
  /** The end of the text with the draft, token ids, oldest first. */
  contextOf(draft: Draft): readonly number[];
}

/** Before the first step: one empty draft. */
export const START: SuperposedState = {
  alive: [{ tokens: [], score: 0, finished: false }],
  finished: [],
  superposition: { tokens: [], weights: [] },
};

/**
 * One step of Superposed Decoding (§3.2–3.3) as a pure function.
 * @param rows what the model says after the state's drafts, or after the prompt at the start
 * @param ngrams null: the model's scores alone, without a penalty
 */
export function superposedStep(
  state: SuperposedState,
  rows: StepRows,
  ngrams: NgramLookUp | null,
  options: SuperposedOptions,
): SuperposedState {
  const [first] = state.alive;
  if (!first) return state;
  const opening = first.tokens.length === 0;
  const extended = extendAll(state.alive, rows, ngrams, options, opening);
  const openings = opening && rows.kind === 'own' ? rows.openings : undefined;
  const candidates = openings ? withOpenings(extended, openings) : extended;
  const { ended, living } = survivors(first, candidates, options, opening);
  const finished = [...state.finished, ...ended].sort((a, b) => b.score - a.score).slice(0, options.k);
  const followed = followedOf(state, living, options);
  const superposed = followed === undefined ? living : [living[followed]!];
  return {
    alive: living,
    finished,
    superposition: superpose(superposed, options.gammaExponent),
    ...(followed !== undefined && { followed }),
  };
}

/** Which of the living drafts is followed: the best one after the branches, as long as it lives. */
function followedOf(
  { alive, followed }: SuperposedState,
  living: readonly Draft[],
  { follow, branchSteps }: SuperposedOptions,
): number | undefined {
  const [first] = living;
  const steps = Math.min(...living.map(({ tokens }) => tokens.length));
  if (follow !== 'best' || !first || steps <= branchSteps) return undefined;
  // Drafts of distinct openings are known by these.
  const opening = followed === undefined ? undefined : openingKey(alive[followed]!);
  const same = living.findIndex((draft) => openingKey(draft) === opening);
  if (same >= 0) return same;
  return living.reduce((best, { score }, i) => (score > living[best]!.score ? i : best), 0);
}

/** Which drafts a step's row was about, seen from the living draft at an index. */
function aboutOf(rows: StepRows, draft: number): RowUse['about'] {
  if (rows.kind === 'followed') return rows.draft === draft ? 'own' : 'other';
  return rows.kind === 'own' ? 'own' : 'all';
}

/** Every living draft with every token that is considered. */
function extendAll(
  drafts: readonly Draft[],
  rows: StepRows,
  ngrams: NgramLookUp | null,
  options: SuperposedOptions,
  opening: boolean,
): Candidate[] {
  return drafts.flatMap((draft, parent) => {
    const row = rows.kind === 'own' ? rows.next[parent]! : rows.next;
    const closed = opening && options.closedOpenings === true;
    const about = aboutOf(rows, parent);
    const scores = scoreTokens(row, draft, ngrams, options, { opening, about });
    const partition = closed ? logSumExp(row.logits) : row.logPartition;
    const total = closed ? logSumExp(scores) : 0;
    return Array.from(scores, (score, rank) => {
      const logProb = about === 'own' ? row.logits[rank]! - partition : undefined;
      return extend(
        draft,
        parent,
        { id: row.ids[rank]!, rank, score: score - total, logProb },
        options.eosIds,
      );
    });
  });
}

/**
 * Log scores of a row's best tokens as a draft's next one, in the row's order.
 * @param ngrams as in `superposedStep`
 * @returns natural logs, [m]; −Infinity where nothing is left
 */
export function scoreTokens(
  row: NextTokens,
  draft: Draft,
  ngrams: NgramLookUp | null,
  options: SuperposedOptions,
  { opening, about }: RowUse,
): Float64Array {
  const { openings, tau, closedOpenings, interpolation, mixtures } = options;
  // It may take a token far down the list to find k different words, or one that was proposed.
  const m = openings === 'distinct' ? row.ids.length : options.m;
  // n-gram probabilities are shares of all tokens: a part of the tokens is mixed by such shares of both, too.
  const ofAll = tau === 1 && interpolation === 'linear' && (mixtures ?? (opening && closedOpenings));
  const p = ofAll
    ? row.logits.slice(0, m).map((logit) => Math.exp(logit - row.logPartition))
    : topProbabilities(row, m, tau);
  const ids = row.ids.subarray(0, p.length);
  const scores = ngramScores(p, ids, draft, ngrams, options, { opening, about });
  // A word that is typed in part is recalled as a whole opening.
  const recalled = opening && closedOpenings ? null : ngrams?.recall?.(ngrams.contextOf(draft));
  return recalled ? withRecall(scores, ids, recalled) : scores;
}

/** The model's probabilities mixed with those of the n-grams: natural logs, [m]. */
function ngramScores(
  p: Float32Array,
  ids: Int32Array,
  draft: Draft,
  ngrams: NgramLookUp | null,
  options: SuperposedOptions,
  { opening, about }: RowUse,
): Float64Array {
  const { firstStepMix, mixtures } = options;
  const { source } = ngrams ?? {};
  if (mixtures) {
    const orders = source ? ordersOf(source, ngrams!.contextOf(draft), ids) : [];
    return mix(
      about === 'other' ? agreed(p, orders) : p,
      orders,
      mixtures,
      about === 'own' ? 1 : (options.sharedRowBoost ?? 1),
    );
  }
  const alpha = opening && firstStepMix !== undefined ? 1 - firstStepMix : options.alpha;
  if (!source || alpha <= 0) return interpolate(p, null, alpha, options);
  const found = new Float32Array(p.length);
  source.probabilities(ngrams!.contextOf(draft), ids, options.lambdas, found);
  return interpolate(p, found, alpha, options);
}

function logSumExp(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const best = list.reduce((a, b) => Math.max(a, b), -Infinity);
  return best + Math.log(list.reduce((sum, value) => sum + Math.exp(value - best), 0));
}

function survivors(
  first: Draft,
  candidates: readonly Candidate[],
  options: SuperposedOptions,
  opening: boolean,
): Survivors {
  if (options.openings === 'paper') return compete(first, candidates, options);
  return opening ? openDistinct(candidates, options) : extendEach(candidates, options);
}
