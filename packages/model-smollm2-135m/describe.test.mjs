import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeModel, ensureModel, manifest, splitParts } from './fetch.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('says of the model that is shipped what its manifest says', async () => {
  const { gguf } = await ensureModel();
  const { file, bytes, sha256, parts } = manifest;
  expect(await describeModel(gguf)).toMatchObject({ file, bytes, sha256, parts });
});

test.each([
  [1000, [300, 300, 300, 100]],
  [900, [300, 300, 300]],
])('a file of %i bytes is cut into parts of %j, which are the file again', async (size, sizes) => {
  const content = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7) % 256));
  const path = join(folder, 'other.gguf');
  await writeFile(path, content);
  const described = await describeModel(path, { partBytes: 300 });
  expect(described).toMatchObject({ name: 'other', format: 'gguf', bytes: size });
  expect(described.parts.map(({ bytes }) => bytes)).toEqual(sizes);
  await rm(join(folder, 'parts'), { recursive: true, force: true });
  await splitParts(path, join(folder, 'parts'), described);
  const files = (await readdir(join(folder, 'parts'))).filter((name) => name !== 'manifest.json').sort();
  const read = await Promise.all(files.map((name) => readFile(join(folder, 'parts', name))));
  expect(Buffer.concat(read)).toEqual(content);
});
