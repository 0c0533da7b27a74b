import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST } from '../format/format';
import type { Shard } from './shard';

const LEVEL = BIGRAM_LEVELS - 1;
/** Of a level's bytes; those of the others but the first are of bigrams that longer n-grams end in. */
const FLAGS = [0, EXTENDED_FIRST, EXTENDED_REST, EXTENDED_FIRST | EXTENDED_REST];

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

/** Which levels are looked at: all but those below `from` and those from `to` on. */
export interface LevelRange {
  readonly from: number;
  readonly to: number;
}

const ALL: LevelRange = { from: 0, to: BIGRAM_LEVELS };

/** The most that a successor can get, by its byte in a shard's bigrams: most of them can be passed over for that. */
export class BigramBounds {
  /** −1 for levels that are not looked at. */
  readonly most = new Float64Array(256);

  set({ bigramLevels }: Shard, { lambdas, length, trigram, phrase }: Limits, { from, to } = ALL): void {
    let longer = 0;
    for (let n = 2; n <= length; n++) longer += lambdas[n - 1]!;
    for (let level = 0; level < BIGRAM_LEVELS; level++) {
      const bigram = bigramLevels[level]!;
      const least = lambdas[0]! * bigram + phrase;
      // Where a trigram is stored, each longer n-gram may have a probability of 1.
      const limit = bigram * trigram > 0 ? longer : 0;
      const second = (lambdas[1] ?? 0) * Math.min(1, bigram * trigram);
      const extended = length < 2 ? 0 : Math.min(longer, limit - (lambdas[1] ?? 0) + second);
      const isIn = level >= from && level < to;
      for (const flags of FLAGS) this.most[level | flags] = isIn ? least + (flags === 0 ? 0 : extended) : -1;
    }
  }
}

/** The level from which on a row has at least `count` entries; 0 where it has fewer. Look there first. */
export function levelOfBest(rows: readonly Uint8Array[], count: number): number {
  if (rows.reduce((sum, { length }) => sum + length, 0) < count) return 0;
  const counts = new Uint32Array(BIGRAM_LEVELS);
  for (const row of rows) for (let i = 0; i < row.length; i++) counts[row[i]! & LEVEL]!++;
  let level = BIGRAM_LEVELS - 1;
  for (let seen = counts[level]!; seen < count && level > 0; seen += counts[level]!) level--;
  return level;
}
