import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ModelManifest } from '@superposed/model-smollm2-135m';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packedParts } from './packed-parts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'packed-'))));
afterEach(() => rm(folder, { recursive: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function packed(content: Uint8Array) {
  await writeFile(join(folder, 'model.gguf'), content);
  const to = join(folder, 'parts');
  await packedParts(join(folder, 'model.gguf'), to, { languages: ['en'] });
  const manifest = JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8')) as ModelManifest;
  const files = await Promise.all(manifest.parts.map(({ file }) => readFile(join(to, file))));
  return { to, manifest, files };
}

it('packs a model, and says what is in each part', async () => {
  // A part and a bit.
  const content = Buffer.alloc(24 * 2 ** 20 + 5, 'some words ');
  const { to, manifest, files } = await packed(content);
  expect(manifest).toMatchObject({ name: 'model', format: 'gguf', bytes: content.length, languages: ['en'] });
  expect(manifest.sha256).toBe(sha256(content));
  expect((await readdir(to)).sort()).toEqual(['manifest.json', 'part-0.bin', 'part-1.bin']);
  manifest.parts.forEach((part, i) => {
    expect(part).toMatchObject({ bytes: files[i]!.length, sha256: sha256(files[i]!) });
    const held = gunzipSync(files[i]!);
    expect(part.holds).toEqual({ bytes: held.length, sha256: sha256(held) });
  });
  expect(manifest.parts.reduce((sum, { holds }) => sum + holds!.bytes, 0)).toBe(content.length);
  // As `cat part-*.bin | gunzip` would.
  expect(gunzipSync(Buffer.concat(files)).equals(content)).toBe(true);
});

it('keeps to the size that hosts take, also of what can’t be packed', async () => {
  const { to, manifest } = await packed(randomBytes(24 * 2 ** 20));
  for (const { file } of manifest.parts)
    expect((await stat(join(to, file))).size).toBeLessThanOrEqual(24 * 2 ** 20);
});

it('says that there is no such file', async () => {
  await expect(packedParts(join(folder, 'none.gguf'), folder, {})).rejects.toThrow('none.gguf');
});
