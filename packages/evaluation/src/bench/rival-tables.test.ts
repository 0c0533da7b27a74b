import { NgramTable, writeTable } from '@superposed/ngram';
import { expect, it } from 'vitest';
import { ExactNgrams } from '../ngrams/exact-ngrams';
import { countsOf, madeUpText, MapTable, SortedTable } from './rival-tables';

const VOCABULARY = 200;
const LAMBDAS = [0.01, 0.04, 0.15, 0.18, 0.12];
const text = madeUpText(20, 60, VOCABULARY, 1);
const counts = countsOf(text, 6);

it('makes up the same text each time, of tokens that are some frequent and some rare', () => {
  expect(madeUpText(20, 60, VOCABULARY, 1)).toEqual(text);
  expect(text.flat().every((id) => Number.isInteger(id) && id >= 0 && id < VOCABULARY)).toBe(true);
  const seen = counts[0]!.counts;
  expect(Math.max(...seen)).toBeGreaterThan(3);
  expect(seen.filter((count) => count === 1).length).toBeGreaterThan(seen.length / 3);
});

it('finds the same as exact counts, whichever way it is kept', () => {
  const exact = ExactNgrams.of(text);
  const shards = writeTable(counts, {
    tokenizer: 'ab'.repeat(32),
    vocabulary: VOCABULARY,
    shards: 1,
    firstShardBytes: 1e6,
  });
  const table = new NgramTable('ab'.repeat(32));
  for (const shard of shards) table.addShard(shard.slice().buffer);
  const rivals = [new MapTable(counts), new SortedTable(counts)];
  const candidates = Array.from({ length: VOCABULARY }, (_, id) => id);
  for (const ids of text.slice(0, 5)) {
    for (const end of [1, 3, 20, 59]) {
      const context = ids.slice(0, end);
      const expected = new Float32Array(VOCABULARY);
      exact.probabilities(context, candidates, LAMBDAS, expected);
      for (const rival of rivals) {
        const out = new Float32Array(VOCABULARY).fill(7);
        rival.probabilities(context, candidates, LAMBDAS, out);
        out.forEach((value, id) => expect(value).toBeCloseTo(expected[id]!, 6));
      }
      const out = new Float32Array(VOCABULARY);
      table.probabilities(context, candidates, LAMBDAS, out);
      const off = out.filter((value, id) => Math.abs(value - expected[id]!) > 0.02).length;
      expect(off).toBeLessThan(VOCABULARY / 20);
    }
  }
});

it('knows nothing after a context that never was', () => {
  for (const rival of [new MapTable(counts), new SortedTable(counts)]) {
    const out = new Float32Array(1).fill(7);
    rival.probabilities([VOCABULARY + 1], [1], LAMBDAS, out);
    expect(out[0]).toBe(0);
    rival.probabilities([], [1], LAMBDAS, out);
    expect(out[0]).toBe(0);
  }
});
