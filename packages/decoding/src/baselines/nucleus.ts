import { toDraft } from '../drafts/candidates';
import type { Draft, Prompt } from '../drafts/draft';
import type { LanguageModel, NextTokens } from '../model/language-model';
import { seededRandom } from '../random';
import { grown, growTree, type Growth, type TreeOptions } from './tree';

/** Settings of nucleus sampling (Holtzman et al. 2020). */
export interface NucleusOptions extends TreeOptions {
  /** Number of drafts. */
  readonly k: number;
  /** Samples among the likeliest tokens that together have this probability, above 0, at most 1. */
  readonly topP: number;
  /** Temperature of the model's distribution, above 0. Default 1. */
  readonly temperature?: number;
  /** The same seed makes the same drafts. */
  readonly seed: number;
  /**
   * true: all drafts in one pass a step, a row each. false (default): one after the other, as k requests would.
   * Both make the same drafts.
   */
  readonly batched?: boolean;
}

/**
 * The baseline: k samples. A nucleus wider than the model's 64 best tokens is cut there. Two drafts may be alike.
 * Yields all drafts as they grow, in the order of sampling; a score is Σ ln p at temperature 1 over the whole
 * vocabulary. The cache is left as in `decodeSuperposed`.
 * @throws {RangeError} topP or temperature out of range
 * @throws the signal's reason, once it has aborted
 */
export async function* decodeNucleus(
  model: LanguageModel,
  prompt: Prompt,
  options: NucleusOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly Draft[], void, void> {
  const { k, topP, temperature = 1, seed, maxNewTokens, eosIds, batched = false } = options;
  if (!(topP > 0 && topP <= 1)) throw new RangeError(`topP is ${topP}; it must be above 0 and at most 1.`);
  if (!(temperature > 0)) throw new RangeError(`The temperature is ${temperature}; it must be above 0.`);
  const drafts: Draft[] = [];
  const run = async function* (first: number, count: number): AsyncGenerator<readonly Draft[], void, void> {
    const randoms = Array.from({ length: count }, (_, i) => seededRandom(seed + (first + i) * 0x9e3779b9));
    /** Which draft each living one is. */
    let places = Array.from({ length: count }, (_, i) => i);
    const grow = (living: readonly Draft[], next: readonly NextTokens[]): readonly Growth[] => {
      const growths = places.map((place, i) => {
        const parent = living[0]!.tokens.length === 0 ? 0 : i;
        const { id, logProb } = sample(next[parent]!, topP, temperature, randoms[place]!());
        return grown(living[parent]!, parent, id, logProb, eosIds);
      });
      growths.forEach((growth, i) => {
        if (growth.finished) drafts[first + places[i]!] = toDraft(growth);
      });
      places = places.filter((_, i) => !growths[i]!.finished);
      return growths.filter(({ finished }) => !finished);
    };
    for await (const living of growTree(model, prompt, maxNewTokens, grow, signal)) {
      living.forEach((draft, i) => (drafts[first + places[i]!] = draft));
      yield [...drafts];
    }
  };
  if (batched) yield* run(0, k);
  else for (let i = 0; i < k; i++) yield* run(i, 1);
}

/** @param at 0 … 1: where in the nucleus */
function sample(
  { ids, logits, logPartition }: NextTokens,
  topP: number,
  temperature: number,
  at: number,
): { id: number; logProb: number } {
  const best = logits[0]!;
  const weights = Array.from(logits, (logit) => Math.exp((logit - best) / temperature));
  // At temperature 1 the share of all tokens is known; else that of the best ones has to do.
  const total =
    temperature === 1 ? Math.exp(logPartition - best) : weights.reduce((sum, weight) => sum + weight, 0);
  let size = 0;
  let inside = 0;
  while (size < weights.length && inside < topP * total) inside += weights[size++]!;
  let left = at * inside;
  let place = 0;
  while (place < size - 1 && (left -= weights[place]!) >= 0) place++;
  return { id: ids[place]!, logProb: logits[place]! - logPartition };
}
