import { PHRASE_ORDER, shardOfToken } from '../format/format';
import type { NgramCounts } from './ngram-counts';
import { PhraseKeys } from './phrase-keys';
import { TableWriter, type TableOptions } from './table-writer';

/**
 * Writes all shards of a table that fits into memory as a whole; see `TableWriter`.
 * @param phrases different n-grams of PHRASE_ORDER, [count × 6], of which is kept only that they occurred
 * @returns the shards' bytes, by index
 */
export function writeTable(
  counts: readonly NgramCounts[],
  options: TableOptions,
  phrases: Int32Array = new Int32Array(0),
): Uint8Array[] {
  const writer = new TableWriter(counts, options);
  const keys = new PhraseKeys(phrases.length / PHRASE_ORDER);
  return Array.from({ length: options.shards }, (_, index) => {
    keys.clear();
    for (let at = 0; at < phrases.length; at += PHRASE_ORDER) {
      const phrase = phrases.subarray(at, at + PHRASE_ORDER);
      if (shardOfToken(phrase[PHRASE_ORDER - 2]!, options.shards) !== index) continue;
      keys.add(Array.from(phrase, (token) => [token]));
    }
    return writer.shard(index, keys);
  });
}
