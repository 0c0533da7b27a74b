import { BIGRAM_LEVELS, PHRASE_ORDER, rowCount, shardOfToken, totalCode } from '../format/format';
import { emptyEntries, higherEntries } from './fuse-entries';
import type { NgramCounts } from './ngram-counts';
import type { PhraseKeys } from './phrase-keys';
import { makeQuantiser, type Quantiser } from '../format/quantise';
import { bigramsOf, extensionFlags } from './write-bigrams';
import { writeShard } from './write-shard';

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

const LEVEL_BITS = 6;
const CELL_BITS = 15;
const PHRASE_BITS = 8;

/**
 * Quantises counted n-grams and lays them out in shards, one at a time.
 *
 * Shard 0 has all n-grams from some count on. As a suffix is at least as frequent, it has every suffix of what it has.
 * The others share the rest by the last context token, so an n-gram lies with its suffixes there too.
 */
export class TableWriter {
  private readonly quantisers: readonly Quantiser[];
  private readonly maxOrder: number;
  private readonly levels: Float32Array;
  private readonly totals: Uint8Array;
  private readonly threshold: number;
  private readonly flags: Uint8Array;

  /** @param counts orders 2 to n, ascending, the suffix and the context of an n-gram among them */
  constructor(
    private readonly counts: readonly NgramCounts[],
    private readonly options: TableOptions,
  ) {
    const { shards, vocabulary, levelBits = LEVEL_BITS } = options;
    this.threshold = shards === 1 ? 0 : firstShardThreshold(counts, options);
    this.quantisers = counts.map((each) => {
      return makeQuantiser(probabilitiesOf(each), each.order === 2 ? BIGRAM_LEVELS : 1 << levelBits);
    });
    this.maxOrder = counts.at(-1)?.order ?? 2;
    this.levels = new Float32Array((this.maxOrder - 2) << levelBits);
    this.quantisers.slice(1).forEach(({ levels }, i) => this.levels.set(levels, i << levelBits));
    this.totals = new Uint8Array(vocabulary);
    counts[0]?.totals.forEach((total, i) => (this.totals[counts[0]!.tokens[2 * i]!] = totalCode(total)));
    this.flags = extensionFlags(counts, vocabulary, (each, i) => this.shardOf(each, i) === 0);
  }

  /**
   * The bytes of a shard. The same n-grams and phrases give the same bytes, in whatever order the phrases come.
   * @param index 0 … shards − 1
   * @param phrases those whose last context token has its place here (`shardOfToken`); so none in shard 0 of several
   * @throws {RangeError} there are counted n-grams of the phrases' order too, or a phrase came twice
   */
  shard(index: number, phrases?: PhraseKeys): Uint8Array {
    if (phrases && phrases.size > 0 && this.maxOrder === PHRASE_ORDER) {
      throw new RangeError(`A table has phrases or counted n-grams of order ${PHRASE_ORDER}, not both.`);
    }
    const { counts, quantisers, totals, levels, maxOrder } = this;
    const { tokenizer, shards, vocabulary } = this.options;
    const { levelBits = LEVEL_BITS, cellBits = CELL_BITS, phraseBits = PHRASE_BITS } = this.options;
    const [bigrams, ...higher] = counts.map((each) => this.pick(each, index));
    const rowOf = (last: number) => (index === 0 ? last : Math.floor(last / (shards - 1)));
    const rows = rowCount(vocabulary, index, shards);
    return writeShard({
      tokenizer,
      vocabulary,
      index,
      shards,
      maxOrder,
      ...bigramsOf(counts[0]!, this.flags, bigrams!, quantisers[0]!, rowOf, rows),
      bigramLevels: quantisers[0]!.levels,
      higher: higherEntries(counts.slice(1), higher, quantisers.slice(1)),
      totals,
      levelBits,
      cellBits,
      levels,
      phrases: phrases?.entries() ?? emptyEntries(0),
      phraseBits,
    });
  }

  private shardOf({ order, tokens, counts }: NgramCounts, i: number): number {
    if (counts[i]! >= this.threshold) return 0;
    return shardOfToken(tokens[i * order + order - 2]!, this.options.shards);
  }

  /** Which n-grams of an order lie in a shard. */
  private pick(each: NgramCounts, index: number): Int32Array {
    const picked = new Int32Array(each.counts.length);
    let size = 0;
    for (let i = 0; i < each.counts.length; i++) if (this.shardOf(each, i) === index) picked[size++] = i;
    return picked.subarray(0, size);
  }
}

/** The least count with which the first shard keeps to its size. */
function firstShardThreshold(
  counts: readonly NgramCounts[],
  { vocabulary, firstShardBytes, cellBits = CELL_BITS }: TableOptions,
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
