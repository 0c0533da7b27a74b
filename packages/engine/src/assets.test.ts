import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchPart, loadModelBytes } from './assets';

const encoder = new TextEncoder();

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return Buffer.from(digest).toString('hex');
}

/** What the server has, by address; an Error is thrown as a broken connection would. */
let files: Record<string, string | Error>;
let asked: { url: string; cache: RequestCache | undefined }[];
let kept: Map<string, string>;

beforeEach(() => {
  files = {};
  asked = [];
  kept = new Map();
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    init.signal?.throwIfAborted();
    asked.push({ url, cache: init.cache });
    const file = files[url];
    if (file instanceof Error) return Promise.reject(file);
    return Promise.resolve(file === undefined ? new Response('', { status: 404 }) : new Response(file));
  });
  const cache = {
    match: (url: string) => Promise.resolve(kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
    delete: (url: string) => Promise.resolve(kept.delete(url)),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
});
afterEach(() => vi.unstubAllGlobals());

const URL_A = 'https://example.test/a.bin';
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const part = async (content: string) => ({ sha256: await sha256(content), bytes: content.length });

describe('fetchPart', () => {
  it('fetches, reports progress, and keeps the file', async () => {
    files[URL_A] = 'weights';
    const onProgress = vi.fn();
    expect(text(await fetchPart(URL_A, { ...(await part('weights')), onProgress }))).toBe('weights');
    expect(onProgress).toHaveBeenLastCalledWith(7);
    expect(kept.get(URL_A)).toBe('weights');
  });

  it('needs no network for a file that is kept', async () => {
    kept.set(URL_A, 'weights');
    expect(text(await fetchPart(URL_A, await part('weights')))).toBe('weights');
    expect(asked).toEqual([]);
  });

  it.each(['weighty', 'short', 'far too long'])(
    'throws out a kept file that is damaged (%s)',
    async (damaged) => {
      kept.set(URL_A, damaged);
      files[URL_A] = 'weights';
      expect(text(await fetchPart(URL_A, await part('weights')))).toBe('weights');
      expect(asked).toEqual([{ url: URL_A, cache: 'reload' }]);
      expect(kept.get(URL_A)).toBe('weights');
    },
  );

  it('works where nothing can be kept', async () => {
    files[URL_A] = 'weights';
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
    expect(text(await fetchPart(URL_A, await part('weights')))).toBe('weights');
    vi.stubGlobal('caches', undefined);
    expect(text(await fetchPart(URL_A, await part('weights')))).toBe('weights');
  });

  it('works where the disk is full', async () => {
    files[URL_A] = 'weights';
    const full = { match: () => Promise.resolve(undefined), put: () => Promise.reject(new Error('quota')) };
    vi.stubGlobal('caches', { open: () => Promise.resolve(full) });
    expect(text(await fetchPart(URL_A, await part('weights')))).toBe('weights');
  });

  it('checks only the size where the page has no crypto.subtle', async () => {
    const wanted = await part('weights');
    vi.stubGlobal('crypto', {});
    files[URL_A] = 'weighty';
    expect(text(await fetchPart(URL_A, wanted))).toBe('weighty');
  });

  it('names a missing file and its status', async () => {
    await expect(fetchPart(URL_A, await part('weights'))).rejects.toMatchObject({
      code: 'missing-part',
      message: expect.stringMatching(/a\.bin is not there \(HTTP status 404\)/) as string,
    });
  });

  it.each([
    ['weighty', 'wrong SHA-256'],
    ['weight', 'wrong size'],
    ['weights!', 'wrong size'],
  ])('refuses %s', async (content, reason) => {
    files[URL_A] = content;
    await expect(fetchPart(URL_A, await part('weights'))).rejects.toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining(reason) as string,
    });
    expect(kept.size).toBe(0);
  });

  it('says when the server can not be reached', async () => {
    files[URL_A] = new TypeError('Failed to fetch');
    await expect(fetchPart(URL_A, await part('weights'))).rejects.toMatchObject({ code: 'offline' });
  });

  it('stops when it is told to', async () => {
    files[URL_A] = 'weights';
    const signal = AbortSignal.abort();
    await expect(fetchPart(URL_A, { ...(await part('weights')), signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('loadModelBytes', () => {
  const MANIFEST = 'https://example.test/model/manifest.json';
  const serve = async (changes: object = {}) => {
    const parts = await Promise.all(
      ['first ', 'second'].map(async (content, i) => ({ file: `p${i}`, ...(await part(content)) })),
    );
    files[MANIFEST] = JSON.stringify({ name: 'm', format: 'gguf', bytes: 12, sha256: '', parts, ...changes });
    files['https://example.test/model/p0'] = 'first ';
    files['https://example.test/model/p1'] = 'second';
  };

  it('puts the parts together in order', async () => {
    await serve();
    const progress: [number, number][] = [];
    const bytes = await loadModelBytes(MANIFEST, { onProgress: (...step) => progress.push(step) });
    expect(text(bytes)).toBe('first second');
    expect(progress).toEqual([
      [6, 12],
      [12, 12],
    ]);
  });

  it('names the part that is missing', async () => {
    await serve();
    delete files['https://example.test/model/p1'];
    await expect(loadModelBytes(MANIFEST)).rejects.toMatchObject({
      code: 'missing-part',
      message: expect.stringContaining('model/p1') as string,
    });
  });

  it.each([
    ['another format', { format: 'onnx' }],
    ['sizes that do not add up', { bytes: 13 }],
    ['no parts', { parts: [], bytes: 0 }],
    ['a part without a checksum', { parts: [{ file: 'p0', bytes: 12 }] }],
    ['a part of no size', { parts: [{ file: 'p0', bytes: 0, sha256: '0'.repeat(64) }], bytes: 0 }],
  ])('refuses a manifest with %s', async (_, changes) => {
    await serve(changes);
    await expect(loadModelBytes(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
  });

  it.each(['<!doctype html>', 'null', '[]', '3'])('refuses %s as a manifest', async (content) => {
    files[MANIFEST] = content;
    await expect(loadModelBytes(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
  });
});
