import {
  BIGRAM_LEVELS,
  EXTENDED_FIRST,
  EXTENDED_REST,
  PHRASE_ORDER,
  rowCount,
  shardOfToken,
  totalCode,
} from './format';
import { higherEntries, phraseEntries } from './fuse-entries';
import { makeQuantiser, type Quantiser } from './quantise';
import { writeShard } from './write-shard';

/** Counted n-grams of one order. */
export interface NgramCounts {
  /** n, 2 … 6. */
  readonly order: number;
  /** Token ids, [count × n], n-grams in ascending order of their tokens. */
  readonly tokens: Int32Array;
  /** c(context, t), [count]. */
  readonly counts: Int32Array;
  /** c(context, ·), [count]. */
  readonly totals: Int32Array;
}

export interface TableOptions {
  /** See `tokenizerFingerprint`. */
  readonly tokenizer: string;
  /** Size of the vocabulary; every token id is below it. */
  readonly vocabulary: number;
  /** How many shards, at least 1. */
  readonly shards: number;
  /** Shard 0 takes the n-grams of the highest counts that fit into about this many bytes. */
  readonly firstShardBytes: number;
  /** Bits for the level of orders 3 and up, 1 … 8. Default 6. */
  readonly levelBits?: number;
  /** Bits of a cell of the filter, at most 16: those that the level leaves are the fingerprint. Default 15. */
  readonly cellBits?: number;
  /** Bits of a phrase, at most 16: one look-up in 2^phraseBits finds what is not there. Default 8. */
  readonly phraseBits?: number;
}

/**
 * Quantises counted n-grams and lays them out in shards.
 *
 * Shard 0 has all n-grams from some count on. As a suffix is at least as frequent, it has every suffix of what it has.
 * The others share the rest by the last context token, so an n-gram lies with its suffixes there too.
 * @param counts orders 2 to n, ascending, the suffix and the context of an n-gram among them
 * @param phrases different n-grams of PHRASE_ORDER, [count × 6], of which is kept only that they occurred; never in
 *   shard 0 of several
 * @returns the shards' bytes, by index
 */
export function writeTable(
  counts: readonly NgramCounts[],
  options: TableOptions,
  phrases: Int32Array = new Int32Array(0),
): Uint8Array[] {
  const { shards, vocabulary, levelBits = 6, cellBits = 15, phraseBits = 8 } = options;
  if (phrases.length > 0 && counts.some(({ order }) => order === PHRASE_ORDER)) {
    throw new RangeError(`A table has phrases or counted n-grams of order ${PHRASE_ORDER}, not both.`);
  }
  const threshold = shards === 1 ? 0 : firstShardThreshold(counts, options, cellBits);
  const quantisers = counts.map((each) => {
    return makeQuantiser(probabilitiesOf(each), each.order === 2 ? BIGRAM_LEVELS : 1 << levelBits);
  });
  const maxOrder = counts.at(-1)?.order ?? 2;
  const levels = new Float32Array((maxOrder - 2) << levelBits);
  quantisers.slice(1).forEach((quantiser, i) => levels.set(quantiser.levels, i << levelBits));
  const shardOf = (each: NgramCounts, i: number) => {
    if (each.counts[i]! >= threshold) return 0;
    return shardOfToken(each.tokens[i * each.order + each.order - 2]!, shards);
  };
  const totals = new Uint8Array(vocabulary);
  counts[0]?.totals.forEach((total, i) => (totals[counts[0]!.tokens[2 * i]!] = totalCode(total)));
  const flags = extensionFlags(counts, vocabulary, shardOf);
  return Array.from({ length: shards }, (_, index) => {
    const [bigrams, ...higher] = counts.map((each) => {
      return Int32Array.from({ length: each.counts.length }, (_, i) => i).filter(
        (i) => shardOf(each, i) === index,
      );
    });
    return writeShard({
      tokenizer: options.tokenizer,
      vocabulary,
      index,
      shards,
      maxOrder,
      ...bigramsOf(
        counts[0]!,
        flags,
        bigrams!,
        quantisers[0]!,
        (last) => {
          return index === 0 ? last : Math.floor(last / (shards - 1));
        },
        rowCount(vocabulary, index, shards),
      ),
      bigramLevels: quantisers[0]!.levels,
      higher: higherEntries(counts.slice(1), higher, quantisers.slice(1)),
      totals,
      levelBits,
      cellBits,
      levels,
      phrases: phraseEntries(phrases, (last) => shardOfToken(last, shards) === index),
      phraseBits,
    });
  });
}

/** For each bigram, in which shards longer n-grams end in it. */
function extensionFlags(
  [bigrams, ...higher]: readonly NgramCounts[],
  vocabulary: number,
  shardOf: (counts: NgramCounts, i: number) => number,
): Uint8Array {
  const { tokens, counts } = bigrams!;
  const keys = Float64Array.from(counts, (_, i) => tokens[2 * i]! * vocabulary + tokens[2 * i + 1]!);
  const flags = new Uint8Array(keys.length);
  for (const each of higher) {
    for (let i = 0; i < each.counts.length; i++) {
      const end = (i + 1) * each.order;
      const at = indexOf(keys, each.tokens[end - 2]! * vocabulary + each.tokens[end - 1]!);
      if (at >= 0) flags[at]! |= shardOf(each, i) === 0 ? EXTENDED_FIRST : EXTENDED_REST;
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

/** The least count with which the first shard keeps to its size. */
function firstShardThreshold(
  counts: readonly NgramCounts[],
  { vocabulary, firstShardBytes }: TableOptions,
  cellBits: number,
): number {
  const bytesByCount = new Map<number, number>();
  for (const each of counts) {
    const cost = each.order === 2 ? 3 : (cellBits / 8) * 1.08;
    for (const count of each.counts) bytesByCount.set(count, (bytesByCount.get(count) ?? 0) + cost);
  }
  let bytes = 5 * vocabulary + 4096;
  let threshold = Infinity;
  for (const [count, cost] of [...bytesByCount].sort(([a], [b]) => b - a)) {
    bytes += cost;
    if (bytes > firstShardBytes) break;
    threshold = count;
  }
  return threshold;
}

function probabilitiesOf({ counts, totals }: NgramCounts): Float64Array {
  return Float64Array.from(counts, (count, i) => count / totals[i]!);
}

function bigramsOf(
  { tokens, counts, totals }: NgramCounts,
  flags: Uint8Array,
  picked: Int32Array,
  quantiser: Quantiser,
  rowOf: (last: number) => number,
  rows: number,
): { bigramRows: Uint32Array; bigramNext: Int32Array; bigramLevel: Uint8Array } {
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
