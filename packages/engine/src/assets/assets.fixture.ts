import { createHash } from 'node:crypto';
import { afterEach, beforeEach, vi } from 'vitest';

/** A server and a cache that tests look into. */
export interface StubbedAssets {
  /** What the server has, by address; an Error is thrown as a broken connection would. */
  files: Record<string, string | Uint8Array<ArrayBuffer> | Error>;
  readonly asked: { readonly url: string; readonly cache: RequestCache | undefined }[];
  readonly kept: Map<string, string>;
}

/** Puts a server and a cache in the place of `fetch` and `caches`, and takes the waits out of retries. */
function stubAssets(stubbed: StubbedAssets): void {
  const { asked, kept } = Object.assign(stubbed, { files: {}, asked: [], kept: new Map<string, string>() });
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    init.signal?.throwIfAborted();
    asked.push({ url, cache: init.cache });
    const file = stubbed.files[url];
    if (file instanceof Error) return Promise.reject(file);
    return Promise.resolve(file === undefined ? new Response('', { status: 404 }) : new Response(file));
  });
  const cache = {
    match: (url: string) => Promise.resolve(kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
    delete: (url: string) => Promise.resolve(kept.delete(url)),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  withoutWaits();
}

/** The same anew for each test of a file. */
export function useStubbedAssets(): StubbedAssets {
  const stubbed = {} as StubbedAssets;
  beforeEach(() => stubAssets(stubbed));
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return stubbed;
}

/** Waits are a share of their length that lies between a half and one, by chance; here the chance makes it 0. */
export function withoutWaits(): void {
  vi.spyOn(Math, 'random').mockReturnValue(-1);
}

/** What a manifest says of a file. */
export function describeFile(content: string | Uint8Array): { sha256: string; bytes: number } {
  const bytes = Buffer.from(content);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
