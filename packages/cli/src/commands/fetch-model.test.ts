import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { ModelManifest } from '@superposed/model-smollm2-135m';
import { parseGguf } from '@superposed/runtime';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pair, putTogether, takeApart } from '../models/gguf-file';
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

/** The tiny model with a SentencePiece vocabulary: bytes, and words in Latin and Cyrillic letters by turns. */
async function tinySentencePiece(): Promise<string> {
  const { pairs, tensors, metadata } = takeApart(await readFile(TINY));
  const { length } = metadata['tokenizer.ggml.tokens'] as string[];
  const all = Array.from({ length }, (_, id) => {
    const byte = `<0x${id.toString(16).toUpperCase().padStart(2, '0')}>`;
    return id < 256 ? byte : `${id % 2 ? 'ж' : 'q'}${id}`;
  });
  const changed = new Map([...pairs].filter(([key]) => !key.startsWith('tokenizer.')));
  changed.set('tokenizer.ggml.model', pair('string', 'llama'));
  changed.set('tokenizer.ggml.tokens', pair('strings', all));
  const scores = all.map((_, id) => -id);
  changed.set('tokenizer.ggml.scores', pair('floats', scores));
  const types = all.map((_, id) => (id < 256 ? 6 : 1));
  changed.set('tokenizer.ggml.token_type', pair('int32s', types));
  const path = join(folder, 'pieces.gguf');
  await writeFile(path, Buffer.concat([...putTogether(changed, tensors)]));
  return path;
}

it.each(['de', 'en'])(
  'packs a model for some languages (%s), of whose tokens some are left out',
  async (languages) => {
    await fetchModel.act([], { to: folder, model: await tinySentencePiece(), languages });
    const parts = join(folder, 'models/pieces');
    const manifest = JSON.parse(await readFile(join(parts, 'manifest.json'), 'utf8')) as ModelManifest;
    const files = await Promise.all(manifest.parts.map(({ file }) => readFile(join(parts, file))));
    const joined = gunzipSync(Buffer.concat(files));
    expect(manifest).toMatchObject({ languages: [languages], bytes: joined.length });
    const { metadata, tensors } = parseGguf(joined);
    const tokens = metadata['tokenizer.ggml.tokens'] as string[];
    expect(tokens.slice(256, 259)).toEqual(['q256', 'q258', 'q260']);
    expect(tensors.get('token_embd.weight')!.rows).toBe(tokens.length);
    const whole = await stat(join(folder, 'pieces.gguf'));
    expect(joined.length).toBeLessThan(whole.size);
  },
);

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
