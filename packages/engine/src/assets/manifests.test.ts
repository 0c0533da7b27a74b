import { describe, expect, it, vi } from 'vitest';
import { describeFile, useStubbedAssets } from './assets.fixture';
import { fetchManifest, peekManifest } from './manifests';
import { loadModel } from './load-model';

const stubbed = useStubbedAssets();

const BASE = 'https://example.test/models/a/';
const URL_A = `${BASE}manifest.json`;
/** Takes any JSON. */
const any = (json: unknown): unknown => {
  if (json === undefined) throw new Error('no JSON');
  return json;
};
const fetchAny = async (signal?: AbortSignal): Promise<unknown> => {
  const { manifest, settle } = await fetchManifest(URL_A, any, signal);
  await settle();
  return manifest;
};
const naming = (...names: string[]): string =>
  JSON.stringify({ parts: names.map((file) => ({ file, bytes: 1 })) });
const keptNames = (): string[] => [...stubbed.kept.keys()].map((url) => url.replace(BASE, ''));

describe('a manifest', () => {
  it('is read and kept', async () => {
    stubbed.files[URL_A] = '{"a":1}';
    expect(await fetchAny()).toEqual({ a: 1 });
    expect(stubbed.asked).toEqual([{ url: URL_A, cache: 'no-cache' }]);
    expect(stubbed.kept.get(URL_A)).toBe('{"a":1}');
  });

  it('is the copy of the last visit where the server is out of reach, and only there', async () => {
    stubbed.kept.set(URL_A, '{"a":1}');
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    expect(await fetchAny()).toEqual({ a: 1 });
    expect(stubbed.asked).toHaveLength(1);
    stubbed.files = {};
    await expect(fetchAny()).rejects.toMatchObject({ code: 'missing-part' });
  });

  it('is asked for again before it is given up', async () => {
    stubbed.kept.set(URL_A, '{"a":');
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    await expect(fetchAny()).rejects.toMatchObject({ code: 'offline' });
    expect(stubbed.asked).toHaveLength(5);
    await expect(fetchAny(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('that is no manifest is not kept, and takes the place of none', async () => {
    for (const text of ['<!doctype html>', '{}', '{"format":"gguf"', '']) {
      stubbed.files[URL_A] = text;
      await expect(loadModel(URL_A)).rejects.toMatchObject({ code: 'bad-manifest' });
      expect(stubbed.kept.size).toBe(0);
    }
  });

  it('of any length is read no further than manifests go', async () => {
    const pull = vi.fn((controller: ReadableStreamDefaultController) =>
      controller.enqueue(new Uint8Array(65_536).fill(32)),
    );
    const cancel = vi.fn();
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(new ReadableStream({ pull, cancel }))));
    await expect(fetchAny()).rejects.toMatchObject({ code: 'bad-manifest' });
    expect(pull.mock.calls.length).toBeLessThan(40);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('can be looked at without being kept', async () => {
    stubbed.files[URL_A] = '{"a":1}';
    expect(await peekManifest(URL_A)).toEqual({ a: 1 });
    stubbed.files = {};
    expect(await peekManifest(URL_A)).toBeUndefined();
    expect(stubbed.kept.size).toBe(0);
  });
});

describe('what only the manifest before named', () => {
  it('is thrown out when all of the new one has been had, not before', async () => {
    stubbed.kept.set(URL_A, naming('old.bin', 'same.bin'));
    for (const name of ['old.bin', 'same.bin', 'other.bin']) stubbed.kept.set(BASE + name, name);
    stubbed.files[URL_A] = naming('same.bin', 'new.bin');
    const { settle } = await fetchManifest(URL_A, any);
    expect(keptNames()).toEqual(['manifest.json', 'old.bin', 'same.bin', 'other.bin']);
    expect(stubbed.kept.get(URL_A)).toContain('old.bin');
    await settle();
    expect(keptNames()).toEqual(['manifest.json', 'same.bin', 'other.bin']);
    expect(stubbed.kept.get(URL_A)).toContain('new.bin');
  });

  it('is beside it: a name that leads elsewhere does nothing, nor does its own', async () => {
    const elsewhere = 'https://example.test/models/b/part-0.bin';
    stubbed.kept.set(
      URL_A,
      naming('../b/part-0.bin', elsewhere, '/models/b/part-0.bin', '..', 'manifest.json'),
    );
    stubbed.kept.set(elsewhere, 'weights');
    stubbed.files[URL_A] = naming('new.bin');
    await fetchAny();
    expect(stubbed.kept.get(elsewhere)).toBe('weights');
    expect(stubbed.kept.get(URL_A)).toContain('new.bin');
  });

  it('stays where the new one can not be kept', async () => {
    stubbed.kept.set(URL_A, naming('old.bin')).set(`${BASE}old.bin`, 'old');
    stubbed.files[URL_A] = naming('new.bin');
    const cache = await caches.open('any');
    vi.spyOn(cache, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await fetchAny();
    expect(keptNames()).toEqual(['manifest.json', 'old.bin']);
  });
});

describe('a model that is kept', () => {
  const good = JSON.stringify({
    format: 'gguf',
    bytes: 7,
    parts: [{ file: 'p0', ...describeFile('weights') }],
  });

  it.each([
    ['an error page', '<!doctype html>'],
    ['an empty object', '{}'],
    ['no parts', '{"format":"gguf","bytes":0,"parts":[]}'],
    ['the same names with other sums', good.replace(/"sha256":"../, '"sha256":"00')],
    ['names of files that are not there', good.replace('p0', 'p1')],
    ['names of other folders', good.replace('p0', '../b/p0')],
  ])('outlives an answer of 200 with %s, and works without a connection', async (_, answer) => {
    stubbed.files = { [URL_A]: good, [`${BASE}p0`]: 'weights' };
    await loadModel(URL_A);
    stubbed.files[URL_A] = answer;
    await expect(loadModel(URL_A)).rejects.toThrow();
    stubbed.files = { [URL_A]: new TypeError('offline'), [`${BASE}p0`]: new TypeError('offline') };
    expect(new TextDecoder().decode((await loadModel(URL_A)).bytes)).toBe('weights');
  });
});
