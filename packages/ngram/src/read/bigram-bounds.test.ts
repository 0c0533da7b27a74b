import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BigramBounds, levelOfBest } from './bigram-bounds';
import { ExactCounts, randomDocuments } from './exact-counts.fixture';
import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST } from '../format/format';
import { parseShard } from './shard';
import { NgramTable } from './table';
import { writeTable } from '../write/write-table';

const tokenizer = 'ab'.repeat(32);
const lambdas = [0.1, 0.2, 0.3, 0.2, 0.1];
const bytes = writeTable(new ExactCounts(randomDocuments(3, 12, 40, 50)).columns(), {
  tokenizer,
  vocabulary: 50,
  shards: 3,
  firstShardBytes: 5500,
});
const shards = bytes.map((each) => parseShard(each.slice().buffer, tokenizer));

describe('BigramBounds', () => {
  const bounds = new BigramBounds();

  it('gives a bigram that nothing longer ends in its own part and no more', () => {
    bounds.set(shards[0]!, { lambdas, length: 5, trigram: Infinity, phrase: 0 });
    for (let level = 0; level < BIGRAM_LEVELS; level++) {
      expect(bounds.most[level]).toBeCloseTo(0.1 * shards[0]!.bigramLevels[level]!, 10);
    }
  });

  it('gives every longer n-gram its whole part where nothing limits it', () => {
    bounds.set(shards[0]!, { lambdas, length: 5, trigram: Infinity, phrase: 0 });
    const level = BIGRAM_LEVELS - 1;
    const own = 0.1 * shards[0]!.bigramLevels[level]!;
    for (const flag of [EXTENDED_FIRST, EXTENDED_REST]) {
      expect(bounds.most[level | flag]).toBeCloseTo(own + 0.8, 6);
    }
  });

  it('holds the trigram to what the bigram allows, adds phrases, and looks no further than the context', () => {
    const level = BIGRAM_LEVELS - 1;
    const bigram = shards[0]!.bigramLevels[level]!;
    bounds.set(shards[0]!, { lambdas, length: 2, trigram: 0.5, phrase: 0.07 });
    expect(bounds.most[level]).toBeCloseTo(0.1 * bigram + 0.07, 6);
    expect(bounds.most[level | EXTENDED_FIRST]).toBeCloseTo(0.1 * bigram + 0.07 + 0.2 * bigram * 0.5, 6);
    bounds.set(shards[0]!, { lambdas, length: 1, trigram: Infinity, phrase: 0 });
    expect(bounds.most[level | EXTENDED_FIRST]).toBeCloseTo(0.1 * bigram, 6);
  });

  it('gives levels outside of a range nothing, not even 0', () => {
    const limits = { lambdas, length: 5, trigram: Infinity, phrase: 0.07 };
    bounds.set(shards[0]!, limits);
    const all = bounds.most.slice();
    bounds.set(shards[0]!, limits, { from: 20, to: 40 });
    for (let entry = 0; entry < 256; entry++) {
      const level = entry & (BIGRAM_LEVELS - 1);
      expect(bounds.most[entry]).toBe(level >= 20 && level < 40 ? all[entry] : -1);
    }
  });

  it('never passes over what belongs among the best', () => {
    const table = new NgramTable(tokenizer);
    for (const each of bytes) table.addShard(each.slice().buffer);
    const all = Array.from({ length: 50 }, (_, id) => id);
    fc.assert(
      fc.property(
        fc.array(fc.nat(49), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (context, limit) => {
          const out = new Float32Array(50);
          table.probabilities(context, all, lambdas, out);
          const best = [...out].sort((a, b) => b - a).filter((value) => value > 0);
          const found = table.continuations(context, lambdas, limit).map(({ probability }) => probability);
          expect(found).toHaveLength(Math.min(limit, best.length));
          found.forEach((value, i) => expect(value).toBeCloseTo(best[i]!, 6));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('levelOfBest', () => {
  it('is the level from which on there are enough', () => {
    const rows = [Uint8Array.of(3, 10, 63), Uint8Array.of(10 | EXTENDED_FIRST, 20 | EXTENDED_REST)];
    expect(levelOfBest(rows, 1)).toBe(63);
    expect(levelOfBest(rows, 2)).toBe(20);
    expect(levelOfBest(rows, 3)).toBe(10);
    expect(levelOfBest(rows, 4)).toBe(10);
    expect(levelOfBest(rows, 5)).toBe(3);
  });

  it('is 0 where there are fewer', () => {
    expect(levelOfBest([Uint8Array.of(3, 10)], 3)).toBe(0);
    expect(levelOfBest([], 1)).toBe(0);
  });
});
