import {
  interpolate,
  mix,
  topProbabilities,
  type Mixtures,
  type SuperposedOptions,
} from '@superposed/decoding';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import type { TeacherForcedCase } from './teacher-forcing';
import { commonPrefix } from '../quality/quality';

/** One share of the n-grams for all contexts: what the paper tunes. */
export interface Interpolation {
  readonly alpha: number;
  readonly tau: number;
  readonly m: number;
  readonly lambdas: readonly number[];
  /** Share of the model in the first step. */
  readonly firstStepMix: number;
  readonly interpolation: SuperposedOptions['interpolation'];
  readonly penalty: number;
}

/** Log scores of the model's best tokens at a step, as decoding gives them. */
export type Score = (each: TeacherForcedCase, step: number) => Float64Array;

/** How a writer's text fares with k drafts. */
export interface Matched {
  /** Characters that the best draft and the text begin with in common. */
  readonly characters: number;
  /** The first token of some draft is the writer's. */
  readonly firstTokenRight: boolean;
}

/** Identity of a token's first word, '' for one that opens no draft. */
export type FirstWordKey = (id: number) => string;

/**
 * What the best of k drafts of distinct openings matches, were each a row of its own throughout. The same as decoding
 * each draft: one that goes another way than the writer matches no more than the token that it goes there with.
 */
export function matchedBy(
  each: TeacherForcedCase,
  k: number,
  score: Score,
  tokenizer: Pick<Tokenizer, 'piece'>,
  firstWordKey: FirstWordKey,
): Matched {
  const { nextIds, rest, next } = each;
  const first = score(each, 0);
  const order = Array.from(first.keys()).sort((a, b) => first[b]! - first[a]!);
  const openings = new Map<string, number>();
  for (const place of order) {
    if (openings.size === k || first[place] === -Infinity) break;
    const id = next[0]!.ids[place]!;
    const key = firstWordKey(id);
    if (key !== '' && !openings.has(key)) openings.set(key, id);
  }
  const ids = [...openings.values()];
  const firstTokenRight = ids.includes(nextIds[0]!);
  if (!firstTokenRight) {
    const characters = Math.max(0, ...ids.map((id) => commonPrefix(tokenizer.piece(id), rest)));
    return { characters, firstTokenRight };
  }
  let characters = 0;
  for (let step = 0; step < nextIds.length; step++) {
    const id = step === 0 ? nextIds[0]! : bestToken(each, step, score);
    if (id !== nextIds[step]) {
      characters += commonPrefix(tokenizer.piece(id), rest.slice(characters));
      break;
    }
    characters += tokenizer.piece(id).length;
  }
  return { characters, firstTokenRight };
}

function bestToken(each: TeacherForcedCase, step: number, score: Score): number {
  const all = score(each, step);
  return each.next[step]!.ids[all.indexOf(Math.max(...all))]!;
}

/** Scores by one share of the n-grams for all contexts. */
export function interpolated(settings: Interpolation): Score {
  const { alpha, tau, lambdas, firstStepMix } = settings;
  return ({ next, orders }, step) => {
    const m = step === 0 ? next[0]!.ids.length : settings.m;
    const p = topProbabilities(next[step]!, m, tau);
    const ngram = new Float32Array(p.length);
    lambdas.forEach((lambda, n) => {
      const order = orders[step]![n]!;
      for (let j = 0; j < ngram.length; j++) ngram[j]! += lambda * order[j]!;
    });
    return interpolate(p, ngram, step === 0 ? 1 - firstStepMix : alpha, settings);
  };
}

/** The model's probabilities of its best tokens, among all tokens. */
function probabilities({ next }: TeacherForcedCase, step: number): Float32Array {
  const { logits, logPartition } = next[step]!;
  return logits.map((logit) => Math.exp(logit - logPartition));
}

/** Scores by weights that depend on the longest context that is known. */
export function mixed(mixtures: Mixtures): Score {
  return (each, step) => mix(probabilities(each, step), each.orders[step]!, mixtures, 1);
}

const ROUNDS = 40;
/** Weights of contexts that are rarer than this among the samples are those of the next shorter one. */
const LEAST_SAMPLES = 50;

/**
 * Weights that make the writers' own tokens likeliest, by expectation–maximisation (Jelinek & Mercer 1980): of the model
 * and of 1 … 5 context tokens, by the longest context that is known, [6][1 + known].
 */
export function fitMixtures(cases: readonly TeacherForcedCase[]): number[][] {
  const samples: number[][][] = Array.from({ length: 6 }, () => []);
  for (const each of cases) {
    each.nextIds.forEach((id, step) => {
      const place = each.next[step]!.ids.indexOf(id);
      if (place < 0) return;
      const orders = each.orders[step]!;
      const known = orders.findLastIndex((order) => order.some((value) => value > 0)) + 1;
      const p = probabilities(each, step)[place]!;
      samples[known]!.push([p, ...orders.slice(0, known).map((order) => order[place]!)]);
    });
  }
  const fitted: number[][] = [];
  samples.forEach((list, known) => {
    let weights = Array.from({ length: known + 1 }, () => 1 / (known + 1));
    for (let round = 0; round < ROUNDS && list.length >= LEAST_SAMPLES; round++) {
      const shares = list.map((sample) => normalised(sample.map((value, n) => value * weights[n]!)));
      weights = normalised(weights.map((_, n) => shares.reduce((sum, share) => sum + share[n]!, 0)));
    }
    const shorter = fitted.at(-1);
    fitted.push(list.length < LEAST_SAMPLES && shorter ? [...shorter, 0] : weights);
  });
  return fitted;
}

/** Mean ln p of the writers' own tokens under some weights, where the model has them among its best. */
export function likelihood(cases: readonly TeacherForcedCase[], mixtures: Mixtures): number {
  const score = mixed(mixtures);
  const found = cases.flatMap((each) =>
    each.nextIds.flatMap((id, step) => {
      const place = each.next[step]!.ids.indexOf(id);
      return place < 0 ? [] : [score(each, step)[place]!];
    }),
  );
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}

/** The n-grams' weights times `boost`, brought to a sum of 1 again. */
export function boosted(mixtures: Mixtures, boost: number): number[][] {
  return mixtures.map((weights) =>
    normalised(weights.map((weight, n) => (n === 0 ? weight : boost * weight))),
  );
}

function normalised(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

/** Values to try for each number that is tuned. */
const CHOICES: { readonly [name in 'alpha' | 'tau' | 'm' | 'firstStepMix']: readonly number[] } = {
  firstStepMix: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
  alpha: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  tau: [0.7, 0.85, 1, 1.2, 1.5],
  m: [15, 30, 45, 64],
};
const FACTORS = [0.25, 0.5, 2, 4];

/** Settings that differ from `from` in one number. */
export function neighbours(from: Interpolation): Interpolation[] {
  const numbers = (Object.keys(CHOICES) as (keyof typeof CHOICES)[]).flatMap((name) =>
    CHOICES[name].filter((value) => value !== from[name]).map((value) => ({ ...from, [name]: value })),
  );
  const lambdas = from.lambdas.flatMap((lambda, n) =>
    FACTORS.map((factor) => ({
      ...from,
      lambdas: from.lambdas.map((each, i) => (i === n ? Number((lambda * factor).toPrecision(3)) : each)),
    })),
  );
  return [...numbers, ...lambdas];
}

/**
 * Coordinate search: the best neighbour in turn, until none gains more than `least`.
 * @param value of some settings; more is better
 */
export function search(
  start: Interpolation,
  value: (settings: Interpolation) => number,
  least: number,
): Interpolation {
  for (let [at, best] = [start, value(start)]; ;) {
    const rated = neighbours(at).map((settings) => ({ settings, gain: value(settings) - best }));
    const top = rated.reduce((a, b) => (b.gain > a.gain ? b : a));
    if (top.gain <= least) return at;
    [at, best] = [top.settings, best + top.gain];
  }
}
