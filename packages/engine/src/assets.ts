import { isAbort } from './errors';

/** What went wrong with a file that the page serves. */
export type AssetErrorCode = 'missing-part' | 'wrong-checksum' | 'bad-manifest' | 'offline';

/** A file could not be had, or is not what its manifest says. */
export class AssetError extends Error {
  override readonly name = 'AssetError';
  constructor(
    readonly code: AssetErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export interface PartOptions {
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Size of the file in bytes. */
  readonly bytes: number;
  /** Called with the bytes that have come in so far, 0 … bytes. */
  readonly onProgress?: (loaded: number) => void;
  readonly signal?: AbortSignal;
  /** Where the bytes go, [bytes]. Omitted: a new array. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

const CACHE_NAME = 'superposed-assets';

/**
 * Fetches one file, checks it, and keeps it in Cache Storage where there is one.
 * A kept file that no longer passes the check (a new version, a broken disk) is thrown out and fetched again.
 * @throws {AssetError} 'missing-part', 'wrong-checksum' or 'offline'
 */
export async function fetchPart(url: string, options: PartOptions): Promise<Uint8Array<ArrayBuffer>> {
  const into = options.into ?? new Uint8Array(options.bytes);
  const cache = await openCache();
  const kept = await cache?.match(url).catch(() => undefined);
  if (kept) {
    if (
      await readInto(into, kept, options).then((full) => full && isIntact(into, options.sha256), notAborted)
    ) {
      return into;
    }
    await cache?.delete(url).catch(() => false);
  }
  // After a bad copy the browser's own HTTP cache is not to be trusted either.
  const response = await request(
    url,
    kept ? { signal: options.signal, cache: 'reload' } : { signal: options.signal },
  );
  const full = await readInto(into, response, options).catch((error: unknown) => {
    throw isAbort(error) ? error : offline(url, error);
  });
  if (!full || !(await isIntact(into, options.sha256))) {
    throw new AssetError(
      'wrong-checksum',
      `${url} is not the file that its manifest describes (${full ? 'wrong SHA-256' : 'wrong size'}). ` +
        'Put the right file there, or make the manifest anew.',
    );
  }
  // A full disk or a private window costs only the next visit's time.
  await cache?.put(url, new Response(into)).catch(() => undefined);
  return into;
}

/** Describes a model cut into parts; the parts one after the other are the file. */
export interface ModelManifest {
  readonly name: string;
  readonly format: 'gguf';
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Fetches all parts of a model into one array.
 * @param manifestUrl where the manifest lies; its parts lie beside it
 * @throws {AssetError}
 */
export async function loadModelBytes(
  manifestUrl: string,
  options: { onProgress?: (loaded: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes: total, parts } = await loadManifest(manifestUrl, options.signal);
  const model = new Uint8Array(total);
  let start = 0;
  for (const part of parts) {
    await fetchPart(new URL(part.file, manifestUrl).href, {
      sha256: part.sha256,
      bytes: part.bytes,
      into: model.subarray(start, start + part.bytes),
      signal: options.signal,
      onProgress: (loaded) => options.onProgress?.(start + loaded, total),
    });
    start += part.bytes;
  }
  return model;
}

async function loadManifest(url: string, signal?: AbortSignal): Promise<ModelManifest> {
  const manifest = await fetchJson(url, signal);
  if (!isManifest(manifest)) {
    throw new AssetError(
      'bad-manifest',
      `${url} is not a model manifest. It has to be JSON with the format 'gguf', bytes, and parts of ` +
        'file, bytes and sha256 whose sizes add up.',
    );
  }
  return manifest;
}

/**
 * Fetches a manifest. Checked against the server each time: it is small, and it names the version of all else.
 * @returns undefined where the file is not JSON
 * @throws {AssetError} 'missing-part' or 'offline'
 */
export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const response = await request(url, { signal, cache: 'no-cache' });
  return response.json().catch((error: unknown) => void notAborted(error));
}

function isManifest(value: unknown): value is ModelManifest {
  const manifest = value as Partial<ModelManifest> | null | undefined;
  if (manifest?.format !== 'gguf' || !Array.isArray(manifest.parts)) return false;
  let total = 0;
  for (const part of manifest.parts as (Partial<ModelManifest['parts'][number]> | null)[]) {
    const { file, sha256, bytes = 0 } = part ?? {};
    if (typeof file !== 'string' || !/^[0-9a-f]{64}$/.test(String(sha256))) return false;
    if (!Number.isSafeInteger(bytes) || bytes <= 0) return false;
    total += bytes;
  }
  return total > 0 && total === manifest.bytes;
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw isAbort(error) ? error : offline(url, error);
  });
  if (!response.ok) {
    throw new AssetError(
      'missing-part',
      `${url} is not there (HTTP status ${response.status}). Check the address and that the file was uploaded.`,
    );
  }
  return response;
}

/** Fills `into`; false if the body is shorter or longer. */
async function readInto(into: Uint8Array, response: Response, options: PartOptions): Promise<boolean> {
  let loaded = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    options.signal?.throwIfAborted();
    if (loaded + next.value.length > into.length) {
      await reader?.cancel();
      return false;
    }
    into.set(next.value, loaded);
    loaded += next.value.length;
    options.onProgress?.(loaded);
  }
  return loaded === into.length;
}

async function isIntact(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  // Pages outside secure contexts have no crypto.subtle; there the size is all that is checked.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await (globalThis as { caches?: CacheStorage }).caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

function offline(url: string, cause: unknown): AssetError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new AssetError('offline', `${url} can't be reached${reason}. Check the connection and try again.`);
}

function notAborted(error: unknown): false {
  if (isAbort(error)) throw error;
  return false;
}
