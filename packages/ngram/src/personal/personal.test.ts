import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramFormatError } from '../format/errors';
import { ExactCounts, ordersAtOnce, ordersOneByOne, randomDocuments } from '../read/exact-counts.fixture';
import { PersonalNgrams, type NgramBase } from './personal';
import { NgramTable } from '../read/table';
import { writeTable } from '../write/write-table';

const LAMBDAS = [0.1, 0.2, 0.4];
const tokenizer = 'ab'.repeat(32);

function tableOf(documents: readonly (readonly number[])[]): NgramTable {
  const table = new NgramTable(tokenizer);
  const shards = writeTable(new ExactCounts(documents).columns(), {
    tokenizer,
    vocabulary: 50,
    shards: 1,
    firstShardBytes: 1e6,
  });
  for (const shard of shards) table.addShard(shard.slice().buffer);
  return table;
}

const table = tableOf(randomDocuments(7, 20, 40, 50));

function probabilities(
  source: NgramBase,
  context: readonly number[],
  candidates: readonly number[],
): number[] {
  const out = new Float32Array(candidates.length);
  source.probabilities(context, candidates, LAMBDAS, out);
  return [...out];
}

/** Everything that is kept, as n-gram → weight. */
function weightsOf(source: PersonalNgrams): Map<string, number> {
  const { tokens, orders, weights } = source.snapshot();
  const found = new Map<string, number>();
  let at = 0;
  orders.forEach((order, i) => found.set(tokens.slice(at, (at += order)).join(), weights[i]!));
  return found;
}

it.each([table, null])('orders has each context length by itself', (base) => {
  const own = new PersonalNgrams(base);
  for (const document of randomDocuments(8, 5, 40, 50)) own.learn(document);
  const candidates = Array.from({ length: 50 }, (_, id) => id);
  for (const context of randomDocuments(8, 5, 6, 50)) {
    const expected = ordersOneByOne(own, context, candidates);
    ordersAtOnce(own, context, candidates).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
  }
});

describe('before anything is learned', () => {
  it('says what the table says', () => {
    const own = new PersonalNgrams(table);
    expect(own.size).toBe(0);
    expect(probabilities(own, [1, 2], [0, 1, 2])).toEqual(probabilities(table, [1, 2], [0, 1, 2]));
    expect(own.continuations([1, 2], LAMBDAS, 5)).toEqual(table.continuations([1, 2], LAMBDAS, 5));
  });

  it('says nothing without a table', () => {
    const own = new PersonalNgrams(null);
    expect(probabilities(own, [1], [2, 3])).toEqual([0, 0]);
    expect(own.continuations([1], LAMBDAS, 5)).toEqual([]);
    expect(own.continuations([1], LAMBDAS, 5, [1, 2])).toEqual([]);
  });
});

describe('learn', () => {
  it('counts all n-grams of orders 1 to 6 within a text, none across two', () => {
    const own = new PersonalNgrams(null);
    own.learn([1, 2, 3, 4, 5, 6, 7]);
    own.learn([8]);
    // 7 + 6 + 5 + 4 + 3 + 2 of the first text, 1 of the second.
    expect(own.size).toBe(28);
    expect([...weightsOf(own).keys()]).toContain('2,3,4,5,6,7');
    expect([...weightsOf(own).keys()]).not.toContain('7,8');
  });

  it('brings what was written to the front, and leaves other contexts as they were', () => {
    const own = new PersonalNgrams(table);
    own.learn([1, 2, 49]);
    own.learn([1, 2, 49]);
    expect(own.continuations([1, 2], LAMBDAS, 3)[0]!.id).toBe(49);
    expect(probabilities(own, [3, 4], [0, 5])).toEqual(probabilities(table, [3, 4], [0, 5]));
  });

  it('lets a share go to the own n-grams, more the better they know the context', () => {
    const once = new PersonalNgrams(table, { share: 0.5 });
    const often = new PersonalNgrams(table, { share: 0.5 });
    once.learn([1, 49]);
    for (let i = 0; i < 50; i++) often.learn([1, 49]);
    const [before] = probabilities(table, [1], [0]);
    const [few, many] = [once, often].map((own) => probabilities(own, [1], [0])[0]!);
    expect(few).toBeLessThan(before!);
    expect(many).toBeLessThan(few!);
    // One context length of three is known here, so at most its part of the share is taken.
    expect(many).toBeGreaterThan(before! * (1 - 0.5 * (0.1 / 0.7)) - 1e-6);
    expect(probabilities(often, [1], [49])[0]).toBeLessThanOrEqual(
      0.5 * 0.1 + probabilities(table, [1], [49])[0]!,
    );
  });

  it('never gives more than Σ λ to all tokens', () => {
    const all = Array.from({ length: 50 }, (_, id) => id);
    const own = new PersonalNgrams(table);
    for (const document of randomDocuments(9, 5, 30, 50)) own.learn(document);
    for (const context of [[1], [0, 0], [3, 1, 2]]) {
      const sum = probabilities(own, context, all).reduce((total, value) => total + value, 0);
      expect(sum).toBeLessThanOrEqual(0.7 + 0.05);
    }
  });

  it('agrees between its two ways of asking', () => {
    const own = new PersonalNgrams(table);
    for (const document of randomDocuments(9, 5, 30, 50)) own.learn(document);
    for (const context of [[1], [0, 0], [3, 1, 2]]) {
      const found = own.continuations(context, LAMBDAS, 5);
      const asked = probabilities(
        own,
        context,
        found.map(({ id }) => id),
      );
      found.forEach(({ probability }, i) => expect(probability).toBeCloseTo(asked[i]!, 5));
    }
  });
});

describe('continuations among some tokens', () => {
  it('finds a word that only this writer uses, where no context knows it', () => {
    const own = new PersonalNgrams(table);
    own.learn([48, 49]);
    const found = own.continuations([7, 7, 7], LAMBDAS, 3, [48, 49]);
    expect(found.map(({ id }) => id).sort()).toEqual([48, 49]);
    own.learn([7, 8]);
    expect(own.continuations([7], LAMBDAS, 3, [48, 49])).toHaveLength(2);
    expect(own.continuations([7], LAMBDAS, 0, [48])).toEqual([]);
  });
});

describe('decay and capacity', () => {
  it('lets what is older count less', () => {
    const own = new PersonalNgrams(null, { halfLife: 10 });
    own.learn([1, 2]);
    own.learn(Array.from({ length: 10 }, () => 3));
    own.learn([4, 5]);
    const weights = weightsOf(own);
    expect(weights.get('1,2')! / weights.get('4,5')!).toBeCloseTo(2 ** (-12 / 10), 3);
  });

  it('keeps to its size, and drops what counts least', () => {
    const own = new PersonalNgrams(null, { capacity: 60, halfLife: 50 });
    for (let i = 0; i < 40; i++) own.learn([1000 + i, 1, 2, 3]);
    expect(own.size).toBeLessThanOrEqual(60);
    const kept = [...weightsOf(own).keys()];
    expect(kept).toContain('1,2,3');
    expect(kept).toContain('1039,1');
    expect(kept).not.toContain('1000,1');
    expect(own.continuations([1, 2], LAMBDAS, 1)[0]!.id).toBe(3);
  });

  it('goes on after its unit has been brought back to 1', () => {
    const own = new PersonalNgrams(null, { halfLife: 1 });
    for (let i = 0; i < 30; i++) own.learn([1, 2, 3]);
    const weights = [...weightsOf(own).values()];
    expect(weights.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
    expect(own.continuations([1], LAMBDAS, 1)[0]!.id).toBe(2);
  });
});

describe('snapshot and restore', () => {
  const learned = new PersonalNgrams(table);
  for (const document of randomDocuments(4, 3, 25, 50)) learned.learn(document);

  it('brings back what was kept', () => {
    const other = new PersonalNgrams(table);
    other.restore(structuredClone(learned.snapshot()));
    expect(other.size).toBe(learned.size);
    for (const [ngram, weight] of weightsOf(other))
      expect(weight).toBeCloseTo(weightsOf(learned).get(ngram)!, 4);
    const asked = [...Array(50).keys()];
    const expected = probabilities(learned, [1, 0], asked);
    probabilities(other, [1, 0], asked).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
  });

  it('forgets everything at clear', () => {
    const other = new PersonalNgrams(table);
    other.restore(learned.snapshot());
    other.clear();
    expect(other.size).toBe(0);
    expect(other.snapshot().orders).toHaveLength(0);
    expect(probabilities(other, [1], [2])).toEqual(probabilities(table, [1], [2]));
  });

  it('cuts a snapshot that is larger than its size', () => {
    const small = new PersonalNgrams(table, { capacity: 40 });
    small.restore(learned.snapshot());
    expect(small.size).toBeLessThanOrEqual(40);
  });

  it('refuses a damaged one as a whole, or takes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2, max: 60 }), { maxLength: 12 }),
        fc.array(fc.nat({ max: 8 }), { maxLength: 6 }),
        fc.array(fc.float(), { maxLength: 6 }),
        (tokens, orders, weights) => {
          const own = new PersonalNgrams(null);
          try {
            own.restore({
              tokens: Int32Array.from(tokens),
              orders: Uint8Array.from(orders),
              weights: Float32Array.from(weights),
            });
          } catch (error) {
            expect(error).toBeInstanceOf(NgramFormatError);
            expect((error as NgramFormatError).code).toBe('corrupt');
            expect(own.size).toBe(0);
          }
          const found = own.continuations([1, 2], LAMBDAS, 9);
          expect(found.every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('recall', () => {
  const never = () => false;

  it('is what followed the longest end of a context', () => {
    const own = new PersonalNgrams(null);
    own.learn([1, 2, 3, 4]);
    own.learn([9, 2, 5]);
    expect(own.recall([1, 2], never)!.next).toEqual([{ id: 3, probability: 1 }]);
    expect(
      own
        .recall([2], never)!
        .next.map(({ id }) => id)
        .sort(),
    ).toEqual([3, 5]);
    expect(own.recall([8], never)).toBeNull();
  });

  it('is trusted more the second time', () => {
    const own = new PersonalNgrams(null);
    own.learn([1, 2, 3]);
    const once = own.recall([1, 2], never)!.share;
    own.learn([1, 2, 3]);
    expect(own.recall([1, 2], never)!.share).toBeGreaterThan(once);
  });

  it('tells what followed just some tokens, in occurrences', () => {
    const own = new PersonalNgrams(null, { halfLife: 4 });
    own.learn([1, 2, 1, 2]);
    const [[token, count] = []] = own.followers([1]);
    expect(token).toBe(2);
    expect(count).toBeGreaterThan(1.5);
    expect(count).toBeLessThanOrEqual(2);
    expect([...own.followers([7])]).toEqual([]);
    expect([...own.followers([])].map(([id]) => id)).toEqual([1, 2]);
  });
});
