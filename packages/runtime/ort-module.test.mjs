import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const NAME = 'superposed-webgpu.mjs';

/** Stands for onnxruntime's module: notes what is called, and frees what it gave. */
const FAKE = `export default async (options) => {
  const calls = [];
  const texts = new Map();
  return {
    options, calls, texts,
    lengthBytesUTF8: (text) => text.length,
    _malloc: () => texts.size + 1,
    stringToUTF8: (text, at, size) => texts.set(at, [text, size]),
    _free: (at) => calls.push(['free', at]),
    _OrtAddSessionConfigEntry: (...given) => calls.push(['entry', ...given]),
    _OrtAppendExecutionProvider: async (...given) => (calls.push(['provider', ...given]), 0),
  };
};`;

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-ort-'));
  await copyFile(fileURLToPath(new URL(`ort/${NAME}`, import.meta.url)), join(folder, NAME));
  await writeFile(join(folder, 'ort-wasm-simd-threaded.asyncify.mjs'), FAKE);
});
afterEach(() => rm(folder, { recursive: true }));

test('sets how many dispatches wait for a submit before the provider is added, and frees what it wrote', async () => {
  const { default: start } = await import(/* @vite-ignore */ pathToFileURL(join(folder, NAME)).href);
  const ort = await start({ numThreads: 1 });
  expect(ort.options).toEqual({ numThreads: 1 });
  expect(await ort._OrtAppendExecutionProvider(7, 'WebGPU', 0)).toBe(0);
  expect(ort.calls).toEqual([
    ['entry', 7, 1, 2],
    ['free', 1],
    ['free', 2],
    ['provider', 7, 'WebGPU', 0],
  ]);
  expect(ort.texts.get(1)[0]).toBe('ep.webgpuexecutionprovider.maxNumPendingDispatches');
  expect(ort.texts.get(2)).toEqual(['4096', 5]);
});
