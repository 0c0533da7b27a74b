import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchJson, fetchPart } from './assets';
import { describeFile, stubAssets, type StubbedAssets } from './assets.fixture';

let stubbed: StubbedAssets;
beforeEach(() => {
  stubbed = stubAssets();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const URL_A = 'https://example.test/a.bin';
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('fetchPart', () => {
  it('fetches, reports progress, and keeps the file', async () => {
    stubbed.files[URL_A] = 'weights';
    const onProgress = vi.fn();
    expect(text(await fetchPart(URL_A, { ...describeFile('weights'), onProgress }))).toBe('weights');
    expect(onProgress).toHaveBeenLastCalledWith(7);
    expect(stubbed.kept.get(URL_A)).toBe('weights');
  });

  it('needs no network for a file that is kept', async () => {
    stubbed.kept.set(URL_A, 'weights');
    expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
    expect(stubbed.asked).toEqual([]);
  });

  it.each(['weighty', 'short', 'far too long'])(
    'throws out a kept file that is damaged (%s)',
    async (damaged) => {
      stubbed.kept.set(URL_A, damaged);
      stubbed.files[URL_A] = 'weights';
      expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
      expect(stubbed.asked).toEqual([{ url: URL_A, cache: 'reload' }]);
      expect(stubbed.kept.get(URL_A)).toBe('weights');
    },
  );

  it('works where nothing can be kept', async () => {
    stubbed.files[URL_A] = 'weights';
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
    expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
    vi.stubGlobal('caches', undefined);
    expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
  });

  it('works where the disk is full', async () => {
    stubbed.files[URL_A] = 'weights';
    const full = { match: () => Promise.resolve(undefined), put: () => Promise.reject(new Error('quota')) };
    vi.stubGlobal('caches', { open: () => Promise.resolve(full) });
    expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
  });

  it('fetches a file that several want only once, where the browser has locks', async () => {
    stubbed.files[URL_A] = 'weights';
    let last: Promise<unknown> = Promise.resolve();
    const request = (_name: string, _options: object, task: () => Promise<void>) => (last = last.then(task));
    vi.stubGlobal('navigator', { locks: { request } });
    const wanted = describeFile('weights');
    const both = await Promise.all([fetchPart(URL_A, wanted), fetchPart(URL_A, wanted)]);
    expect(both.map(text)).toEqual(['weights', 'weights']);
    expect(stubbed.asked).toHaveLength(1);
  });

  it('fetches where the page may not lock', async () => {
    stubbed.files[URL_A] = 'weights';
    const request = () => Promise.reject(new DOMException('opaque origin', 'SecurityError'));
    vi.stubGlobal('navigator', { locks: { request } });
    expect(text(await fetchPart(URL_A, describeFile('weights')))).toBe('weights');
  });

  it('checks only the size where the page has no crypto.subtle', async () => {
    const wanted = describeFile('weights');
    vi.stubGlobal('crypto', {});
    stubbed.files[URL_A] = 'weighty';
    expect(text(await fetchPart(URL_A, wanted))).toBe('weighty');
  });

  it('names a missing file and its status', async () => {
    await expect(fetchPart(URL_A, describeFile('weights'))).rejects.toMatchObject({
      code: 'missing-part',
      message: expect.stringMatching(/a\.bin is not there \(HTTP status 404\)/) as string,
    });
  });

  it.each([
    ['weighty', 'wrong SHA-256'],
    ['weight', 'wrong size'],
    ['weights!', 'wrong size'],
  ])('refuses %s', async (content, reason) => {
    stubbed.files[URL_A] = content;
    await expect(fetchPart(URL_A, describeFile('weights'))).rejects.toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining(reason) as string,
    });
    expect(stubbed.kept.size).toBe(0);
  });

  it('says when the server can not be reached', async () => {
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    await expect(fetchPart(URL_A, describeFile('weights'))).rejects.toMatchObject({ code: 'offline' });
  });

  it('stops when it is told to', async () => {
    stubbed.files[URL_A] = 'weights';
    const signal = AbortSignal.abort();
    await expect(fetchPart(URL_A, { ...describeFile('weights'), signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('fetchJson', () => {
  it('reads and keeps a manifest', async () => {
    stubbed.files[URL_A] = '{"a":1}';
    expect(await fetchJson(URL_A)).toEqual({ a: 1 });
    expect(stubbed.asked).toEqual([{ url: URL_A, cache: 'no-cache' }]);
    expect(stubbed.kept.get(URL_A)).toBe('{"a":1}');
  });

  it('makes do with the copy of the last visit where the server is out of reach, and only there', async () => {
    stubbed.kept.set(URL_A, '{"a":1}');
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    expect(await fetchJson(URL_A)).toEqual({ a: 1 });
    expect(stubbed.asked).toHaveLength(1);
    stubbed.files = {};
    await expect(fetchJson(URL_A)).rejects.toMatchObject({ code: 'missing-part' });
  });

  it('throws out what only the manifest before named', async () => {
    const manifest = (...names: string[]) =>
      JSON.stringify({ parts: names.map((file) => ({ file, bytes: 1 })) });
    stubbed.kept.set(URL_A, manifest('old.bin', 'same.bin'));
    for (const name of ['old.bin', 'same.bin', 'other.bin'])
      stubbed.kept.set(`https://example.test/${name}`, name);
    stubbed.files[URL_A] = manifest('same.bin', 'new.bin');
    await fetchJson(URL_A);
    expect([...stubbed.kept.keys()].map((url) => url.slice(21))).toEqual(['a.bin', 'same.bin', 'other.bin']);
  });

  it('does not go by a kept copy that is damaged', async () => {
    stubbed.kept.set(URL_A, '{"a":');
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    await expect(fetchJson(URL_A)).rejects.toMatchObject({ code: 'offline' });
  });

  it('asks again before it gives up', async () => {
    stubbed.files[URL_A] = new TypeError('Failed to fetch');
    await expect(fetchJson(URL_A)).rejects.toMatchObject({ code: 'offline' });
    expect(stubbed.asked).toHaveLength(5);
    await expect(fetchJson(URL_A, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('keeps nothing that is not JSON', async () => {
    stubbed.files[URL_A] = '<!doctype html>';
    expect(await fetchJson(URL_A)).toBeUndefined();
    expect(stubbed.kept.size).toBe(0);
  });
});
