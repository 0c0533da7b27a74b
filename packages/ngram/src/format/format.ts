/* The layout of a shard; docs/ngram-format.md describes it in words. All numbers are little-endian. */

/** The first eight bytes of every shard. */
export const MAGIC = 'SUPNGRAM';
export const VERSION = 1;
export const MIN_ORDER = 2;
export const MAX_ORDER = 6;
/** Most tokens of context that a probability depends on. */
export const MAX_CONTEXT = MAX_ORDER - 1;
/** Tokens of a phrase. */
export const PHRASE_ORDER = 6;

/** Byte offsets in the fixed part of the header. */
export const HEADER = {
  magic: 0,
  version: 8,
  length: 12,
  tokenizer: 16,
  vocabulary: 48,
  shard: 52,
  shards: 56,
  maxOrder: 60,
  ngrams: 64,
  sections: 68,
} as const;
export const HEADER_BYTES = 72;
/** A directory entry: kind, offset, length, all u32. */
export const ENTRY_BYTES = 12;

/** Kinds of section. A reader passes over kinds that it does not know. */
export const SECTION = {
  /** f32[64]: probabilities of the bigram levels. */
  bigramLevels: 1,
  /** u32[rows + 1]: where each context token's bigrams begin. */
  bigramRows: 2,
  /** u16[bigrams] (u32 where the vocabulary is over 65,536): next tokens, ascending in a row. */
  bigramNext: 3,
  /** u8[bigrams]: level of each bigram in the low six bits, and the two flags. */
  bigramLevel: 4,
  /** f32[(maxOrder − 2) << levelBits]: probabilities of the levels of orders 3 and up. */
  levels: 5,
  /** Six u32 (see FUSE), then cells, bit-packed: a 4-wise binary fuse filter over orders 3 and up. */
  fuse: 6,
  /**
   * Laid out as `fuse`, with no level bits: the phrases, n-grams of PHRASE_ORDER of which only it is kept that they
   * occurred. Optional; a phrase lies in the shard of the last token of its context.
   */
  phrases: 8,
  /** u8[vocabulary], in shard 0: how often each token was followed by another, see `totalOf`. */
  totals: 7,
} as const;

/** Byte offsets at the start of the fuse section. */
export const FUSE = {
  seed: 0,
  segmentLength: 4,
  segmentCount: 8,
  keys: 12,
  levelBits: 16,
  cellBits: 20,
} as const;
export const FUSE_BYTES = 24;
export const BIGRAM_LEVELS = 64;
/** Flag of a bigram: longer n-grams of shard 0 end in it. */
export const EXTENDED_FIRST = 128;
/** Flag of a bigram: longer n-grams of another shard end in it. */
export const EXTENDED_REST = 64;

/** How many context tokens have a row in this shard: those with token % (shards − 1) = shard − 1; all in shard 0. */
export function rowCount(vocabulary: number, shard: number, shards: number): number {
  if (shard === 0) return vocabulary;
  return Math.max(0, Math.ceil((vocabulary - (shard - 1)) / (shards - 1)));
}

/** The shard that has what follows `last`, apart from what is in shard 0. */
export function shardOfToken(last: number, shards: number): number {
  return shards === 1 ? 0 : 1 + (last % (shards - 1));
}

/** Bytes of so many cells: a reader takes three bytes at once, so two more follow the last. */
export function cellBytes(cells: number, cellBits: number): number {
  return cells === 0 ? 0 : Math.ceil((cells * cellBits) / 8) + 2;
}

/** A total is kept as 1 + 8 · log₂ of it, rounded; 0 where it is not known. */
export function totalCode(total: number): number {
  return total < 1 ? 0 : Math.min(255, 1 + Math.round(8 * Math.log2(total)));
}

const TOTALS = Float64Array.from({ length: 256 }, (_, code) => 2 ** ((code - 1) / 8));

/** The total that a code stands for, within 5%. */
export const totalOf = (code: number): number => TOTALS[code]!;
