import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchModel } from './fetch-model';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
let folder: string;
let said: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-fetch-'));
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

it('says where the model is', async () => {
  await fetchModel.act([], {});
  expect(said).toMatch(/The model is here: .*\.gguf/);
});

it('puts what a page fetches into a folder', async () => {
  await fetchModel.act([], { to: folder });
  expect((await readdir(folder)).sort()).toEqual(['models', 'ngrams', 'ort']);
  const manifest = JSON.parse(await readFile(join(folder, 'models/smollm2-135m/manifest.json'), 'utf8')) as {
    parts: { file: string }[];
  };
  const files = await readdir(join(folder, 'models/smollm2-135m'));
  expect(files.sort()).toEqual(['manifest.json', ...manifest.parts.map(({ file }) => file)]);
  expect(await readdir(join(folder, 'ngrams/english'))).toContain('manifest.json');
  expect((await readdir(join(folder, 'ort'))).sort()).toEqual([
    'ort-wasm-simd-threaded.asyncify.mjs',
    'ort-wasm-simd-threaded.asyncify.wasm',
    'superposed-webgpu.mjs',
  ]);
});

it('cuts a model of one’s own into parts, and leaves the table of another vocabulary out', async () => {
  await fetchModel.act([], { to: folder, model: TINY });
  expect((await readdir(folder)).sort()).toEqual(['models', 'ort']);
  const parts = join(folder, 'models/tiny');
  const manifest = JSON.parse(await readFile(join(parts, 'manifest.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ name: 'tiny', format: 'gguf', parts: [{ file: 'part-0.bin' }] });
  expect(await readFile(join(parts, 'part-0.bin'))).toEqual(await readFile(TINY));
  expect(said).toContain('model="models/tiny/manifest.json"');
});

it('puts presets into the manifest', async () => {
  const file = join(folder, 'presets.json');
  await writeFile(file, '{"presets":{"context":64},"weights":1}');
  await fetchModel.act([], { to: folder, model: TINY, presets: file });
  const manifest = await readFile(join(folder, 'models/tiny/manifest.json'), 'utf8');
  expect((JSON.parse(manifest) as { presets: unknown }).presets).toEqual({ context: 64 });
  await writeFile(file, '{"context":-1}');
  await expect(fetchModel.act([], { to: folder, model: TINY, presets: file })).rejects.toThrow(
    'presets.context',
  );
});

it('refuses a file that no page could run', async () => {
  const manifest = fileURLToPath(new URL('../../package.json', import.meta.url));
  await expect(fetchModel.act([], { to: folder, model: manifest })).rejects.toThrow('not a GGUF file');
  expect(await readdir(folder)).toEqual([]);
});
