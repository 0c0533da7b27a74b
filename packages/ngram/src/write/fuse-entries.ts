import type { FuseEntries } from './fuse-write';
import { extendA, extendB, HASH_START_A, HASH_START_B } from '../format/hash';
import type { Quantiser } from '../format/quantise';
import type { NgramCounts } from './ngram-counts';

/**
 * Counted n-grams as entries of a filter.
 * @param picked which n-grams of each order
 */
export function higherEntries(
  counts: readonly NgramCounts[],
  picked: readonly Int32Array[],
  quantisers: readonly Quantiser[],
): FuseEntries {
  const entries = emptyEntries(picked.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  counts.forEach(({ order, tokens, counts, totals }, which) => {
    for (const i of picked[which]!) {
      setKey(entries, at, tokens, i * order, order);
      entries.level[at++] = quantisers[which]!.level(counts[i]! / totals[i]!);
    }
  });
  return entries;
}

/** Room for so many. */
export function emptyEntries(size: number): FuseEntries {
  return {
    contextA: new Int32Array(size),
    contextB: new Int32Array(size),
    token: new Int32Array(size),
    level: new Uint8Array(size),
  };
}

/** Sets the key of entry `at` to the n-gram whose tokens begin at `start`. */
export function setKey(
  entries: FuseEntries,
  at: number,
  tokens: Int32Array,
  start: number,
  order: number,
): void {
  let a = HASH_START_A;
  let b = HASH_START_B;
  for (let j = start + order - 2; j >= start; j--) {
    a = extendA(a, tokens[j]!);
    b = extendB(b, tokens[j]!);
  }
  entries.contextA[at] = a;
  entries.contextB[at] = b;
  entries.token[at] = tokens[start + order - 1]!;
}
