import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactCounts, ordersAtOnce, ordersOneByOne, randomDocuments } from './exact-counts.fixture';
import { NgramTable } from './table';
import type { TableOptions } from '../write/table-writer';
import { writeTable } from '../write/write-table';

const tokenizer = '0123456789abcdef'.repeat(4);
const lambdas = [0.01, 0.04, 0.15, 0.18, 0.12];
const documents = randomDocuments(7, 60, 80, 300);
const exact = new ExactCounts(documents);

function options(more: Partial<TableOptions> = {}): TableOptions {
  return { tokenizer, vocabulary: 300, shards: 4, firstShardBytes: 12_000, ...more };
}

function tableOf(shards: readonly Uint8Array[]): NgramTable {
  const table = new NgramTable(tokenizer);
  for (const shard of shards) table.addShard(shard.slice().buffer);
  return table;
}

const shards = writeTable(exact.columns(), options());
const table = tableOf(shards);

function probability(of: NgramTable, context: number[], token: number, weights = lambdas): number {
  const out = new Float32Array(1);
  of.probabilities(context, [token], weights, out);
  return out[0]!;
}

it('orders has each context length by itself', () => {
  const candidates = Array.from({ length: 300 }, (_, id) => id);
  for (const document of documents.slice(0, 20)) {
    for (const context of [document.slice(0, 7), document.slice(-3), [document[0]!], [300], []]) {
      expect(ordersAtOnce(table, context, candidates)).toEqual(ordersOneByOne(table, context, candidates));
    }
  }
});

describe('probabilities', () => {
  it('gives every stored n-gram its probability, but for quantisation and a few false positives', () => {
    let off = 0;
    let looked = 0;
    for (const document of documents) {
      for (let end = 1; end < document.length; end++) {
        const context = document.slice(Math.max(0, end - 5), end);
        const want = exact.probability(context, document[end]!, lambdas);
        const ratio = probability(table, context, document[end]!) / want;
        looked++;
        if (Math.abs(Math.log(ratio)) > 0.1) off++;
      }
    }
    expect(looked).toBeGreaterThan(4000);
    // An n-gram of another shard that shard 0 takes for its own: 9 bits of fingerprint, five orders.
    expect(off / looked).toBeLessThan(0.01);
  });

  it('gives 0 to a token that never followed the last one, whatever came before', () => {
    for (const document of documents.slice(0, 10)) {
      const context = document.slice(-5);
      for (let token = 0; token < 300; token++) {
        if (!exact.ngrams.has(`${context.at(-1)},${token}`))
          expect(probability(table, context, token)).toBe(0);
      }
    }
  });

  it('seldom takes an unseen longer n-gram for a seen one', () => {
    let unseen = 0;
    let mistaken = 0;
    for (const [key] of exact.ngrams) {
      const tokens = key.split(',').map(Number);
      if (tokens.length !== 2) continue;
      for (let before = 0; before < 300; before++) {
        if (exact.ngrams.has(`${before},${key}`)) continue;
        unseen++;
        if (probability(table, [before, tokens[0]!], tokens[1]!, [0, 1]) > 0) mistaken++;
      }
    }
    expect(unseen).toBeGreaterThan(100_000);
    // 9 bits of fingerprint in each of two shards: 2 / 512 at most.
    expect(mistaken / unseen).toBeLessThan(0.0045);
  });

  it('weighs each context length by its λ and ignores what is older than five tokens', () => {
    const document = documents[0]!;
    const context = document.slice(10, 15);
    const token = document[15]!;
    const sum = [0, 1, 2, 3, 4].reduce((total, n) => {
      return total + probability(table, context, token, [0, 0, 0, 0, 0].with(n, lambdas[n]!));
    }, 0);
    expect(sum).toBeCloseTo(probability(table, context, token), 5);
    expect(probability(table, [9, 9, 9, ...context], token)).toBe(probability(table, context, token));
    expect(probability(table, context, token, lambdas.slice(0, 2))).toBe(
      probability(table, context.slice(-2), token),
    );
  });

  it('stops where the suffix is not stored', () => {
    // Bigrams are pruned harder than allowed, so the trigrams' suffixes are missing.
    const columns = exact.columns();
    const none = {
      order: 2,
      tokens: new Int32Array(0),
      counts: new Int32Array(0),
      totals: new Int32Array(0),
    };
    const gated = tableOf(writeTable([none, ...columns.slice(1)], options()));
    const document = documents[0]!;
    expect(probability(gated, document.slice(0, 5), document[5]!)).toBe(0);
  });

  it('stops where the context is not stored, unless it may lie in a shard that is missing', () => {
    const counts = [
      { order: 2, tokens: Int32Array.of(2, 3), counts: Int32Array.of(5), totals: Int32Array.of(5) },
      { order: 3, tokens: Int32Array.of(1, 2, 3), counts: Int32Array.of(5), totals: Int32Array.of(5) },
    ];
    const parts = writeTable(counts, options({ shards: 3 }));
    expect(probability(tableOf(parts), [1, 2], 3, [1, 0])).toBeCloseTo(1, 2);
    expect(probability(tableOf(parts), [1, 2], 3, [0, 1])).toBe(0);
    // The shard of what follows token 1.
    expect(probability(tableOf([parts[0]!, parts[1]!]), [1, 2], 3, [0, 1])).toBeCloseTo(1, 2);
  });

  it('takes a trigram for a false positive that would outnumber its bigram', () => {
    const trigram = (count: number) => [
      {
        order: 2,
        tokens: Int32Array.of(1, 2, 2, 3),
        counts: Int32Array.of(1000, 3),
        totals: Int32Array.of(1000, 2000),
      },
      { order: 3, tokens: Int32Array.of(1, 2, 3), counts: Int32Array.of(count), totals: Int32Array.of(1000) },
    ];
    const single = options({ shards: 1 });
    expect(probability(tableOf(writeTable(trigram(3), single)), [1, 2], 3, [0, 1])).toBeCloseTo(0.003, 4);
    expect(probability(tableOf(writeTable(trigram(300), single)), [1, 2], 3, [0, 1])).toBe(0);
  });

  it('is 0 for an empty, unknown or impossible context, and for impossible tokens', () => {
    for (const context of [[], [300], [-1], [1e9], [0.5], [NaN]])
      expect(probability(table, context, 0)).toBe(0);
    for (const token of [-1, 300, 70_000, NaN]) expect(probability(table, [0], token)).toBe(0);
    expect(probability(new NgramTable(tokenizer), [0], 0)).toBe(0);
  });
});

describe('continuations', () => {
  it('are the likeliest tokens, best first', () => {
    for (const document of documents.slice(0, 20)) {
      const context = document.slice(20, 25);
      const found = table.continuations(context, lambdas, 3);
      const scores = Array.from({ length: 300 }, (_, token) => exact.probability(context, token, lambdas));
      const best = [...scores].sort((a, b) => b - a);
      found.forEach(({ id, probability }, i) => {
        expect(Math.abs(Math.log(scores[id]! / best[i]!))).toBeLessThan(0.2);
        expect(Math.abs(Math.log(probability / scores[id]!))).toBeLessThan(0.1);
        if (i > 0) expect(probability).toBeLessThanOrEqual(found[i - 1]!.probability);
      });
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    }
  });

  it('among some tokens are those of all that are among them, then the most frequent', () => {
    const among = Array.from({ length: 100 }, (_, i) => 3 * i + 1);
    for (const document of documents.slice(0, 20)) {
      const context = document.slice(20, 25);
      const all = table.continuations(context, lambdas, 300);
      const followed = all.filter(({ id }) => among.includes(id));
      const found = table.continuations(context, lambdas, 100, among);
      expect(found.slice(0, followed.length)).toEqual(followed);
      expect(table.continuations(context, lambdas, 2, among)).toEqual(found.slice(0, 2));
      const others = found.slice(followed.length);
      others.forEach(({ id, probability }, i) => {
        expect(among).toContain(id);
        expect(probability).toBeLessThanOrEqual(found[followed.length + i - 1]?.probability ?? 1);
        expect(probability).toBeGreaterThan(0);
      });
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    }
  });

  it('are the same among all tokens as among none in particular, and each in its place among any of them', () => {
    const ids = Array.from({ length: 300 }, (_, id) => id);
    fc.assert(
      fc.property(
        fc.nat(documents.length - 1),
        fc.nat(20),
        fc.integer({ min: 1, max: 5 }),
        fc.oneof(fc.subarray(ids), fc.subarray(ids, { maxLength: 5 })),
        (d, start, length, among) => {
          const context = documents[d]!.slice(start, start + length);
          const all = table.continuations(context, lambdas, 300);
          const chosen = new Set(among);
          const followed = all.filter(({ id }) => chosen.has(id));
          const byId = (found: typeof all) => new Map(found.map(({ id, probability }) => [id, probability]));
          const found = table.continuations(context, lambdas, 300, among).slice(0, followed.length);
          expect(byId(found)).toEqual(byId(followed));
          expect(found.map(({ probability }) => probability)).toEqual(
            followed.map(({ probability }) => probability),
          );
        },
      ),
    );
  });

  it('are none after nothing, after an unknown token, or when none are asked for', () => {
    expect(table.continuations([], lambdas, 3)).toEqual([]);
    expect(table.continuations([12345], lambdas, 3)).toEqual([]);
    expect(table.continuations(documents[0]!, lambdas, 0)).toEqual([]);
  });
});

describe('shards', () => {
  it('have every n-gram once, the most frequent ones first', () => {
    expect(table.ngrams).toBe(exact.ngrams.size);
    expect(shards[0]!.length).toBeLessThan(13_000);
    const first = tableOf(shards.slice(0, 1));
    const frequent = [...exact.ngrams].sort(([, a], [, b]) => b - a).slice(0, 200);
    for (const [key] of frequent) {
      const tokens = key.split(',').map(Number);
      const n = tokens.length - 1;
      const weights = [0, 0, 0, 0, 0].with(n - 1, 1);
      expect(probability(first, tokens.slice(0, -1), tokens[n]!, weights)).toBeGreaterThan(0);
    }
  });

  it('may come in any order', () => {
    const backwards = tableOf(shards.toReversed());
    for (const document of documents.slice(0, 5)) {
      expect(probability(backwards, document.slice(0, 5), document[5]!)).toBe(
        probability(table, document.slice(0, 5), document[5]!),
      );
    }
  });

  it('cost only their own n-grams when missing', () => {
    const part = tableOf([shards[0]!, shards[1]!, shards[3]!]);
    for (const document of documents) {
      const context = document.slice(0, 5);
      if (context[4]! % 3 === 1) continue;
      expect(probability(part, context, document[5]!)).toBe(probability(table, context, document[5]!));
    }
    expect(part.shards.map(({ index }) => index)).toEqual([0, 1, 3]);
  });

  it('must be of one table', () => {
    const other = writeTable(exact.columns(), options({ shards: 3 }));
    expect(() => tableOf([shards[0]!, other[1]!])).toThrow(/another table/);
  });

  it('can be a single one, of few orders, of a large vocabulary', () => {
    const few = new ExactCounts([[1, 70_000, 2, 1, 70_000, 3]], 3);
    const single = tableOf(writeTable(few.columns(), options({ vocabulary: 70_001, shards: 1 })));
    expect(probability(single, [2, 1], 70_000, [1, 0])).toBeCloseTo(1, 2);
    expect(probability(single, [1, 70_000], 3, lambdas)).toBeCloseTo(0.025, 3);
    expect(single.continuations([1], [1], 5).map(({ id }) => id)).toEqual([70_000]);
  });
});
