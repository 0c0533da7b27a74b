import { describe, expect, it, vi } from 'vitest';
import { fetchPart } from './assets';
import { describeFile, useStubbedAssets } from './assets.fixture';

const stubbed = useStubbedAssets();

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
    'puts another in the place of a kept file that is damaged (%s)',
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

  it('keeps a file that it has no better one for: the manifest may be what is wrong', async () => {
    stubbed.kept.set(URL_A, 'weights');
    for (const file of ['other', 'weights', new TypeError('Failed to fetch')]) {
      stubbed.files[URL_A] = file;
      await expect(fetchPart(URL_A, describeFile('wanted!'))).rejects.toThrow(URL_A);
      expect(stubbed.kept.get(URL_A)).toBe('weights');
    }
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
