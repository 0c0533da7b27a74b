import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchOrtBinary } from './ort-binary';

const WASM = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const answer = (body: Uint8Array<ArrayBuffer> | null, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['as it is', WASM],
  ['gzipped', new Uint8Array(gzipSync(WASM))],
])('%s', async (_, body) => {
  answer(body);
  expect(new Uint8Array(await fetchOrtBinary('https://here.test/ort.wasm'))).toEqual(WASM);
});

test('an empty file stays one', async () => {
  answer(new Uint8Array());
  expect((await fetchOrtBinary('https://here.test/ort.wasm')).byteLength).toBe(0);
});

test('one that is missing is named', async () => {
  answer(null, 404);
  await expect(fetchOrtBinary('https://here.test/ort.wasm')).rejects.toThrow('here.test/ort.wasm');
});
