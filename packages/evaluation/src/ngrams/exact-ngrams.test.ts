import { seededRandom } from '@superposed/decoding/random';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExactNgrams } from './exact-ngrams';

const LAMBDAS = [0.01, 0.04, 0.15, 0.18, 0.12];
const VOCABULARY = 12;

/** Skewed random tokens, so that long contexts come back. */
const random = seededRandom(7);
const documents = Array.from({ length: 80 }, (_, i) =>
  Array.from({ length: i % 9 }, () => Math.floor(VOCABULARY * random() ** 3)),
);

/** Σ_n λ_n · c(last n tokens, t) / c(last n tokens, ·), counted the slow way. */
function expected(context: readonly number[], token: number): number {
  let sum = 0;
  for (let n = 1; n <= Math.min(5, context.length); n++) {
    const next = documents.flatMap((ids) =>
      ids.flatMap((id, at) =>
        at >= n && context.slice(-n).every((t, i) => ids[at - n + i] === t) ? [id] : [],
      ),
    );
    if (next.length > 0) sum += (LAMBDAS[n - 1]! * next.filter((id) => id === token).length) / next.length;
  }
  return sum;
}

const tokens = Array.from({ length: VOCABULARY + 1 }, (_, id) => id);
const contexts = [
  ...documents.filter(({ length }) => length > 0),
  ...documents.map((ids, i) => [...ids.slice(-2), ...(documents[i + 1] ?? []).slice(0, 4)]),
  [],
  [VOCABULARY + 5],
];

describe('ExactNgrams', () => {
  const ngrams = ExactNgrams.of(documents);

  it('counts the tokens', () => {
    expect(ngrams.tokens).toBe(documents.flat().length);
  });

  it('gives the probabilities of counting by hand', () => {
    const out = new Float32Array(tokens.length).fill(NaN);
    for (const context of contexts) {
      ngrams.probabilities(context, tokens, LAMBDAS, out);
      tokens.forEach((token, i) => expect(out[i]).toBeCloseTo(expected(context, token), 6));
    }
  });

  it('finds the likeliest continuations, best first', () => {
    for (const context of contexts) {
      const all = tokens
        .map((id) => ({ id, probability: expected(context, id) }))
        .filter(({ probability }) => probability > 0)
        .sort((a, b) => b.probability - a.probability || a.id - b.id);
      const found = ngrams.continuations(context, LAMBDAS, 3);
      expect(found).toHaveLength(Math.min(3, all.length));
      found.forEach(({ probability }, i) => expect(probability).toBeCloseTo(all[i]!.probability, 6));
    }
  });

  it('uses as many orders as there are lambdas', () => {
    const once = ExactNgrams.of([
      [1, 2, 3],
      [4, 2, 5],
    ]);
    const out = new Float32Array(1);
    once.probabilities([1, 2], [3], [0.5], out);
    expect(out[0]).toBeCloseTo(0.25, 6);
    once.probabilities([1, 2], [3], [0.5, 0.5], out);
    expect(out[0]).toBeCloseTo(0.75, 6);
  });

  it('does without any text', () => {
    const none = ExactNgrams.of([]);
    expect(none.tokens).toBe(0);
    expect(none.continuations([1], LAMBDAS, 3)).toEqual([]);
  });
});

describe('kept in a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exact-ngrams-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read as it was written, for its own vocabulary only', async () => {
    const place = join(folder, 'new');
    await ExactNgrams.of(documents).save(place, { tokenizer: 'abc' });
    expect((await readdir(place)).sort()).toEqual(['about.json', 'stream.i32', 'suffixes.i32']);
    const read = await ExactNgrams.load(place, 'abc');
    const same = ExactNgrams.of(documents).continuations([1, 0], LAMBDAS, 9);
    expect(read.continuations([1, 0], LAMBDAS, 9)).toEqual(same);
    await expect(ExactNgrams.load(place, 'abd')).rejects.toThrow('are of another vocabulary: run');
  });

  it('says how to make what is missing', async () => {
    await expect(ExactNgrams.load(join(folder, 'none'), 'abc')).rejects.toThrow(
      'superposed -- exact-ngrams FILE…',
    );
  });
});
