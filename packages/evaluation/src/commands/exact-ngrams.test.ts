import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadTokenizer } from 'superposed/model';
import { loadExactNgrams } from '../ngrams/exact-ngrams';
import { exactNgrams } from './exact-ngrams';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exact-ngrams-command-'));
  const tiny = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
  vi.stubEnv('SUPERPOSED_GGUF', tiny);
  vi.stubEnv('SUPERPOSED_CACHE', folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('counts text files for quality to load', async () => {
  const tokenizer = await loadTokenizer();
  await expect(loadExactNgrams(tokenizer)).rejects.toThrow('have not been made yet');
  const files = [join(folder, 'a.txt'), join(folder, 'b.txt')];
  await writeFile(files[0]!, 'the cat\n');
  await writeFile(files[1]!, 'the dog\nthe cat\n');
  const results = [];
  for await (const result of exactNgrams.run(
    files.map((file) => ({ file })),
    {},
  )) {
    results.push(result);
  }
  const tokens = ['the cat', 'the dog', 'the cat'].flatMap((text) => tokenizer.encode(text)).length;
  expect(results).toEqual([{ documents: 3, tokens, folder: join(folder, 'exact-ngrams') }]);
  const ids = tokenizer.encode('the cat');
  const common = ids.findIndex((id, at) => id !== tokenizer.encode('the dog')[at]);
  const [best] = (await loadExactNgrams(tokenizer)).continuations(ids.slice(0, common), [1], 1);
  expect(best!.id).toBe(ids[common]);
});
