import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST } from '../format/format';
import type { Shard } from './shard';

const LEVEL = BIGRAM_LEVELS - 1;
const EXTENDED = EXTENDED_FIRST | EXTENDED_REST;

/** What the look-ups after one context can add up to. */
export interface Limits {
  readonly lambdas: readonly number[];
  /** How many context tokens are looked at. */
  readonly length: number;
  /** How much likelier a token can be after two tokens than after the last one. */
  readonly trigram: number;
  /** What a phrase adds. */
  readonly phrase: number;
}

/** The most that a successor can get, by its byte in a shard's bigrams: most of them can be passed over for that. */
export class BigramBounds {
  readonly most = new Float64Array(256);

  set({ bigramLevels }: Shard, { lambdas, length, trigram, phrase }: Limits): void {
    let longer = 0;
    for (let n = 2; n <= length; n++) longer += lambdas[n - 1]!;
    for (let entry = 0; entry < 256; entry++) {
      const bigram = bigramLevels[entry & LEVEL]!;
      const least = lambdas[0]! * bigram + phrase;
      // Where a trigram is stored, each longer n-gram may have a probability of 1.
      const limit = bigram * trigram > 0 ? longer : 0;
      const second = (lambdas[1] ?? 0) * Math.min(1, bigram * trigram);
      const extended = length < 2 ? 0 : Math.min(longer, limit - (lambdas[1] ?? 0) + second);
      this.most[entry] = least + (entry & EXTENDED ? extended : 0);
    }
  }
}

/** The level from which on a row has at least `count` entries; 0 where it has fewer. Look there first. */
export function levelOfBest(rows: readonly Uint8Array[], count: number): number {
  const counts = new Uint32Array(BIGRAM_LEVELS);
  for (const row of rows) for (const entry of row) counts[entry & LEVEL]!++;
  let level = BIGRAM_LEVELS - 1;
  for (let seen = counts[level]!; seen < count && level > 0; seen += counts[level]!) level--;
  return level;
}
