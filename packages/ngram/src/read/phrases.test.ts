import { describe, expect, it } from 'vitest';
import { ExactCounts, ordersAtOnce, ordersOneByOne, randomDocuments } from './exact-counts.fixture';
import { PHRASE_ORDER, shardOfToken } from '../format/format';
import { PhraseKeys } from '../write/phrase-keys';
import { NgramTable } from './table';
import { TableWriter, type TableOptions } from '../write/table-writer';
import { writeTable } from '../write/write-table';

const tokenizer = 'cd'.repeat(32);
/** Only what is known of phrases. */
const PHRASES_ONLY = [0, 0, 0, 0, 1];
const documents = randomDocuments(11, 40, 60, 400);
const counts = new ExactCounts(documents, 4).columns();
const options: TableOptions = {
  tokenizer,
  vocabulary: 400,
  shards: 4,
  firstShardBytes: 8_000,
  phraseBits: 8,
};

/** Every phrase of the documents once, [count × 6]. */
function phrasesOf(texts: readonly (readonly number[])[]): Int32Array {
  const phrases = new Map<string, readonly number[]>();
  for (const text of texts) {
    for (let end = PHRASE_ORDER; end <= text.length; end++) {
      const phrase = text.slice(end - PHRASE_ORDER, end);
      phrases.set(phrase.join(','), phrase);
    }
  }
  return Int32Array.from([...phrases.values()].flat());
}

function tableOf(shards: readonly Uint8Array[]): NgramTable {
  const table = new NgramTable(tokenizer);
  for (const shard of shards) table.addShard(shard.slice().buffer);
  return table;
}

const phrases = phrasesOf(documents);
const shards = writeTable(counts, options, phrases);
const table = tableOf(shards);

function probabilities(of: NgramTable, context: readonly number[], candidates: readonly number[]): number[] {
  const out = new Float32Array(candidates.length);
  of.probabilities(context, candidates, PHRASES_ONLY, out);
  return [...out];
}

describe('phrases', () => {
  it('are in the last of the orders', () => {
    for (const document of documents.slice(0, 5)) {
      const candidates = [document[20]!, ...Array.from({ length: 30 }, (_, id) => id)];
      const context = document.slice(0, 20);
      const found = ordersAtOnce(table, context, candidates);
      expect(found).toEqual(ordersOneByOne(table, context, candidates));
      expect(found[4 * candidates.length]).toBeGreaterThan(0);
    }
  });

  it('are found, every one of them that another leads to', () => {
    for (const document of documents) {
      for (let end = PHRASE_ORDER; end < document.length; end++) {
        expect(probabilities(table, document.slice(0, end), [document[end]!])[0]).toBeGreaterThan(0);
      }
    }
  });

  it('are seldom found where they are not', () => {
    const all = Array.from({ length: 400 }, (_, id) => id);
    let found = 0;
    for (const document of documents)
      found += probabilities(table, document.slice(0, 20), all).filter(Boolean).length;
    // One in 256 of 399 tokens, and the one that does follow.
    expect(found / documents.length).toBeGreaterThan(1);
    expect(found / documents.length).toBeLessThan(1 + 3 * (399 / 256));
  });

  it('are believed more the longer the text has run along them', () => {
    const [document] = documents as [number[]];
    const stranger = (start: number) => [399, 398, ...document.slice(start, 20)];
    const believed = [14, 13, 12].map((start) => probabilities(table, stranger(start), [document[20]!])[0]!);
    expect(believed[0]).toBeGreaterThan(0);
    expect(believed[0]).toBeLessThan(believed[1]!);
    expect(believed[1]).toBe(believed[2]);
  });

  it('are believed less the more tokens were looked up', () => {
    const [document] = documents as [number[]];
    const context = document.slice(0, 20);
    const alone = probabilities(table, context, [document[20]!])[0]!;
    const among = probabilities(table, context, [document[20]!, ...Array<number>(63).fill(1)])[0]!;
    expect(among).toBeLessThan(alone);
    expect(alone).toBeLessThanOrEqual(1);
  });

  it('are not believed where none led to them', () => {
    const [document] = documents as [number[]];
    expect(probabilities(table, document.slice(0, 5), [document[5]!])).toEqual([0]);
    expect(probabilities(table, document.slice(0, 4), [document[4]!])).toEqual([0]);
    // One in 256 strangers passes for a phrase.
    const led = documents.filter((each) => {
      return probabilities(table, [399, ...each.slice(15, 20)], [each[20]!])[0]! > 0;
    });
    expect(led.length).toBeLessThan(3);
  });

  it('raise a continuation, and one that is no successor of the last token never comes up', () => {
    const [document] = documents as [number[]];
    const context = document.slice(0, 20);
    const lambdas = [0.01, 0.04, 0.15, 0, 0.4];
    const rankIn = (of: NgramTable) =>
      of.continuations(context, lambdas, 400).findIndex(({ id }) => id === document[20]);
    expect(rankIn(table)).toBe(0);
    expect(rankIn(tableOf(writeTable(counts, options)))).toBeGreaterThanOrEqual(rankIn(table));
  });

  it('cost only themselves where their shard is missing', () => {
    const [first, ...rest] = shards as [Uint8Array, ...Uint8Array[]];
    const [document] = documents as [number[]];
    const last = document[19]!;
    const without = tableOf([first, ...rest.filter((_, i) => i !== last % 3)]);
    expect(probabilities(without, document.slice(0, 20), [document[20]!])).toEqual([0]);
  });

  it('lie in the only shard of a table of one', () => {
    const one = tableOf(writeTable(counts, { ...options, shards: 1 }, phrases));
    const [document] = documents as [number[]];
    expect(probabilities(one, document.slice(0, 20), [document[20]!])[0]).toBeGreaterThan(0);
    expect(one.ngrams).toBe(counts.reduce((sum, each) => sum + each.counts.length, 0) + phrases.length / 6);
  });

  it('may be given a shard at a time, in whatever order', () => {
    const writer = new TableWriter(counts, options);
    const keys = new PhraseKeys(phrases.length / PHRASE_ORDER);
    for (const [index, bytes] of shards.entries()) {
      keys.clear();
      for (let at = phrases.length - PHRASE_ORDER; at >= 0; at -= PHRASE_ORDER) {
        const phrase = phrases.subarray(at, at + PHRASE_ORDER);
        if (shardOfToken(phrase[4]!, 4) === index) keys.add(Array.from(phrase, (token) => [token]));
      }
      expect(writer.shard(index, keys)).toEqual(bytes);
    }
  });

  it('are held where there is room for them', () => {
    const keys = new PhraseKeys(2);
    keys.add([1, 2, 3, 4, 5, 6].map((token) => [token, token + 10]));
    expect(keys.size).toBe(2);
    expect(() => keys.add([1, 2, 3, 4, 5, 7].map((token) => [token]))).toThrow(
      /room for 2 phrases, not for 3/,
    );
    keys.clear();
    expect(keys.entries().token).toHaveLength(0);
  });

  it('take the place of counted n-grams of their order', () => {
    expect(() => writeTable(new ExactCounts(documents).columns(), options, phrases)).toThrow(/not both/);
  });
});
