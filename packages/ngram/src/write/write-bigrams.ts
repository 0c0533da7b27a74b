import { EXTENDED_FIRST, EXTENDED_REST } from '../format/format';
import type { Quantiser } from '../format/quantise';
import type { NgramCounts } from './ngram-counts';

/** Bigrams of a shard as `ShardContents` has them. */
export interface BigramSections {
  readonly bigramRows: Uint32Array;
  readonly bigramNext: Int32Array;
  readonly bigramLevel: Uint8Array;
}

/**
 * The bigrams of a shard in rows.
 * @param flags of all bigrams, see `extensionFlags`
 * @param picked which of them are in this shard, ascending
 * @param rowOf row of a context token
 * @param rows how many rows the shard has
 */
export function bigramsOf(
  { tokens, counts, totals }: NgramCounts,
  flags: Uint8Array,
  picked: Int32Array,
  quantiser: Quantiser,
  rowOf: (last: number) => number,
  rows: number,
): BigramSections {
  const bigramRows = new Uint32Array(rows + 1);
  for (const i of picked) {
    const row = rowOf(tokens[2 * i]!);
    bigramRows[row + 1] = bigramRows[row + 1]! + 1;
  }
  for (let row = 0; row < rows; row++) bigramRows[row + 1] = bigramRows[row + 1]! + bigramRows[row]!;
  return {
    bigramRows,
    bigramNext: picked.map((i) => tokens[2 * i + 1]!),
    bigramLevel: Uint8Array.from(picked, (i) => quantiser.level(counts[i]! / totals[i]!) | flags[i]!),
  };
}

/** For each bigram, in which shards longer n-grams end in it. */
export function extensionFlags(
  [bigrams, ...higher]: readonly NgramCounts[],
  vocabulary: number,
  isInFirst: (counts: NgramCounts, i: number) => boolean,
): Uint8Array {
  const { tokens, counts } = bigrams!;
  const keys = Float64Array.from(counts, (_, i) => tokens[2 * i]! * vocabulary + tokens[2 * i + 1]!);
  const flags = new Uint8Array(keys.length);
  for (const each of higher) {
    for (let i = 0; i < each.counts.length; i++) {
      const end = (i + 1) * each.order;
      const at = indexOf(keys, each.tokens[end - 2]! * vocabulary + each.tokens[end - 1]!);
      if (at >= 0) flags[at]! |= isInFirst(each, i) ? EXTENDED_FIRST : EXTENDED_REST;
    }
  }
  return flags;
}

/** Index of a key among ascending ones, or −1. */
function indexOf(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : -1;
}
