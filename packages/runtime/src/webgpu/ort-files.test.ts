import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchOrtBinary, ortModule } from './ort-files';

const WASM = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const answer = (body: Uint8Array<ArrayBuffer> | null, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['as it is', WASM],
  ['gzipped', new Uint8Array(gzipSync(WASM))],
])('%s', async (_, body) => {
  answer(body);
  expect(new Uint8Array(await fetchOrtBinary('https://here.test/ort/'))).toEqual(WASM);
});

test('an empty file stays one', async () => {
  answer(new Uint8Array());
  expect((await fetchOrtBinary('https://here.test/ort/')).byteLength).toBe(0);
});

test('one that is missing is named', async () => {
  answer(null, 404);
  await expect(fetchOrtBinary('https://here.test/ort/')).rejects.toThrow(
    'here.test/ort/ort-wasm-simd-threaded.asyncify.wasm',
  );
});

test.each([
  ['ours where it is there', 200, 'text/javascript', 'superposed-webgpu.mjs'],
  ['its own where ours is not there', 404, 'text/plain', 'ort-wasm-simd-threaded.asyncify.mjs'],
  ['its own where a page is sent for ours', 200, 'text/html', 'ort-wasm-simd-threaded.asyncify.mjs'],
])('the module that starts it is %s', async (_, status, type, file) => {
  const response = () => new Response('…', { status, headers: { 'Content-Type': type } });
  vi.stubGlobal('fetch', () => Promise.resolve(response()));
  expect(await ortModule('https://here.test/ort/')).toBe(`https://here.test/ort/${file}`);
});
