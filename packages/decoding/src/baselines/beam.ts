import { toDraft } from '../drafts/candidates';
import { rankDrafts, type Draft, type Prompt } from '../drafts/draft';
import type { LanguageModel, NextTokens } from '../model/language-model';
import { grown, growTree, type Growth, type TreeOptions } from './tree';

/** Settings of beam search. */
export interface BeamOptions extends TreeOptions {
  /** Number of beams, and of drafts. */
  readonly k: number;
  /** Exponent of the length in the normalised score, 0 … 1. Default 1. */
  readonly lengthPenalty?: number;
}

/** Settings of diverse beam search (Vijayakumar et al. 2016). */
export interface DiverseBeamOptions extends BeamOptions {
  /** Groups of beams, 1 … k. Default k: one beam each. */
  readonly groups?: number;
  /** λ: taken off a token's log probability for each beam of an earlier group that takes it in the same step. */
  readonly strength: number;
}

/**
 * The baseline: the k likeliest drafts that a search k wide finds, best first by length-normalised score.
 * Yields living and finished drafts after each step; a score is Σ ln p over the whole vocabulary.
 * One cache serves all beams. It is left as in `decodeSuperposed`.
 * @throws the signal's reason, once it has aborted
 */
export function decodeBeam(
  model: LanguageModel,
  prompt: Prompt,
  options: BeamOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly Draft[], void, void> {
  return decodeDiverseBeam(model, prompt, { ...options, groups: 1, strength: 0 }, signal);
}

/**
 * The baseline: beam search in groups, each of which shuns the tokens that the groups before it take in the same
 * step. Diversity decides what is kept, not the score. Otherwise as `decodeBeam`.
 * @throws {RangeError} groups is not in 1 … k
 * @throws the signal's reason, once it has aborted
 */
export async function* decodeDiverseBeam(
  model: LanguageModel,
  prompt: Prompt,
  options: DiverseBeamOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly Draft[], void, void> {
  const { k, groups = k, maxNewTokens, lengthPenalty } = options;
  if (!(Number.isInteger(groups) && groups >= 1 && groups <= k)) {
    throw new RangeError(`There are ${groups} groups; it must be a whole number from 1 to k = ${k}.`);
  }
  const widths = Array.from({ length: groups }, (_, g) => Math.floor((k + g) / groups));
  let finished: readonly Draft[] = [];
  /** The group of each living draft. */
  let groupOf: number[] = [];
  const grow = (living: readonly Draft[], next: readonly NextTokens[]): readonly Growth[] => {
    const taken = new Map<number, number>();
    const kept: Growth[] = [];
    const places: number[] = [];
    const opening = groupOf.length === 0;
    widths.forEach((width, g) => {
      const own = extensions(living, next, options.eosIds, (i) => opening || groupOf[i] === g);
      const shunned = ({ score, tokens }: Draft): number =>
        score - options.strength * (taken.get(tokens.at(-1)!) ?? 0);
      const best = own.sort((a, b) => shunned(b) - shunned(a)).slice(0, 2 * width);
      finished = [...finished, ...best.filter((each) => each.finished)];
      for (const each of best.filter((one) => !one.finished).slice(0, width)) {
        kept.push(each);
        places.push(g);
        const id = each.tokens.at(-1)!;
        taken.set(id, (taken.get(id) ?? 0) + 1);
      }
    });
    finished = rankDrafts(unrepeated(finished), lengthPenalty).slice(0, k);
    groupOf = places;
    // What lives can still win only while it is ahead of the worst of k finished ones.
    const bar = finished.length < k ? -Infinity : normalised(finished.at(-1)!, lengthPenalty);
    return kept.some((each) => normalised(each, lengthPenalty) > bar) ? kept : [];
  };
  for await (const living of growTree(model, prompt, maxNewTokens, grow, signal)) {
    const all = rankDrafts(unrepeated([...finished, ...living]), lengthPenalty).slice(0, k);
    yield all.map(toDraft);
  }
}

const normalised = ({ score, tokens }: Draft, lengthPenalty = 1): number =>
  score / tokens.length ** lengthPenalty;

/** Groups may come to the same draft. */
function unrepeated(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [draft.tokens.join(), draft])).values()];
}

/** Each of the drafts that `mine` accepts, with each of the model's best tokens. */
function extensions(
  living: readonly Draft[],
  next: readonly NextTokens[],
  eosIds: readonly number[],
  mine: (i: number) => boolean,
): Growth[] {
  return living.flatMap((draft, parent) => {
    const { ids, logits, logPartition } = next[parent]!;
    if (!mine(parent)) return [];
    return Array.from(ids, (id, j) => grown(draft, parent, id, logits[j]! - logPartition, eosIds));
  });
}
