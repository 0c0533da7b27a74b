import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenizerFingerprint, VERSION, writeTable } from '@superposed/ngram';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadNgrams } from './ngrams';

const pieces = ['a', 'b', 'c', 'd'];
let folder: string;
let manifest: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ngrams-'));
  manifest = join(folder, 'manifest.json');
  const tokenizer = await tokenizerFingerprint(pieces);
  // After 'a': 'b' three times in four, 'c' once.
  const bigrams = {
    order: 2,
    tokens: Int32Array.of(0, 1, 0, 2),
    counts: Int32Array.of(3, 1),
    totals: Int32Array.of(4, 4),
  };
  const [shard] = writeTable([bigrams], { tokenizer, vocabulary: 4, shards: 1, firstShardBytes: 1e6 });
  const sha256 = createHash('sha256').update(shard!).digest('hex');
  await writeFile(join(folder, 'shard.bin'), shard!);
  const shards = [{ file: 'shard.bin', bytes: shard!.length, sha256, ngrams: 2 }];
  const about = { format: 'superposed-ngrams', version: VERSION, tokenizer, orders: [2], ngrams: 2 };
  await writeFile(manifest, JSON.stringify({ ...about, bytes: shard!.length, shards }));
});
afterEach(() => rm(folder, { recursive: true }));

it('reads a table', async () => {
  const table = await loadNgrams(manifest, { pieces });
  const out = new Float32Array(3);
  table.probabilities([3, 0], [1, 2, 3], [0.5], out);
  expect(out[0]).toBeCloseTo(0.375, 2);
  expect(out[1]).toBeCloseTo(0.125, 2);
  expect(out[2]).toBe(0);
});

it('refuses a shard that has changed', async () => {
  await writeFile(join(folder, 'shard.bin'), 'something else');
  await expect(loadNgrams(manifest, { pieces })).rejects.toThrow('shard.bin of the n-gram table is not what');
});

it('refuses a table of another vocabulary', async () => {
  await expect(loadNgrams(manifest, { pieces: ['x'] })).rejects.toThrow('another vocabulary');
});

it('says which file is missing', async () => {
  await rm(join(folder, 'shard.bin'));
  await expect(loadNgrams(manifest, { pieces })).rejects.toThrow('shard.bin');
});
