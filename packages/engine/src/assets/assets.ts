import { AssetError, missing, offline, wrongFile } from './asset-error';
import { backOff, Download, isPassing, TRIES_IN_VAIN, type DownloadOptions } from './download';
import { isAbort } from '../protocol/errors';
import { filesOf } from './manifest-files';

export interface PartOptions extends DownloadOptions {
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Size of the file in bytes. */
  readonly bytes: number;
  /** Where the bytes go, [bytes]. Omitted: a new array. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

const CACHE_NAME = 'superposed-assets';

/**
 * Fetches one file, checks it, and keeps it in Cache Storage where there is one. A download that is cut off goes on
 * where it stopped (HTTP Range), after a wait that grows; a server that does not know ranges begins anew.
 * A kept file that no longer passes the check (a new version, a broken disk) is thrown out and fetched again.
 * Of several tabs that want a file, one fetches it and the others take the copy that it keeps.
 * @throws {AssetError} 'missing-part', 'wrong-checksum' or 'offline'
 */
export async function fetchPart(url: string, options: PartOptions): Promise<Uint8Array<ArrayBuffer>> {
  const into = options.into ?? new Uint8Array(options.bytes);
  const cache = await openCache();
  const before = await readKept(cache, url, into, options);
  if (before === 'intact') return into;
  await withFileLock(url, options.signal, async () => {
    // Another tab may have brought it meanwhile.
    const kept = await readKept(cache, url, into, options);
    if (kept === 'intact') return;
    // After a bad copy the browser's own HTTP cache is not to be trusted either.
    await download(url, into, options, before === 'damaged' || kept === 'damaged' ? 'reload' : 'default');
    // A full disk or a private window costs only the next visit's time.
    await cache?.put(url, new Response(into)).catch(() => undefined);
  });
  return into;
}

/** Reads a kept file; one that is not what it should be is thrown out. */
async function readKept(
  cache: Cache | undefined,
  url: string,
  into: Uint8Array<ArrayBuffer>,
  options: PartOptions,
): Promise<'intact' | 'damaged' | 'missing'> {
  const kept = await cache?.match(url).catch(() => undefined);
  if (!kept) return 'missing';
  const whole = await new Download(url, into, options).read(kept).catch(notAborted);
  if (whole && (await isIntact(into, options.sha256))) return 'intact';
  await cache?.delete(url).catch(() => false);
  return 'damaged';
}

async function download(
  url: string,
  into: Uint8Array<ArrayBuffer>,
  options: PartOptions,
  cache: RequestCache,
): Promise<void> {
  const first = new Download(url, into, options, cache);
  await first.run();
  if (await isIntact(into, options.sha256)) return;
  if (first.resumed) {
    // Pieces of two versions, or of a compressed body: once more, whole.
    await new Download(url, into, options, 'reload').run();
    if (await isIntact(into, options.sha256)) return;
  }
  throw wrongFile(url, 'SHA-256');
}

/** Does what only one tab at a time should do for a file; where the browser has no locks, so does each. */
async function withFileLock(
  url: string,
  signal: AbortSignal | undefined,
  task: () => Promise<void>,
): Promise<void> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  const state = { begun: false };
  try {
    await locks?.request(`${CACHE_NAME} ${url}`, { signal }, () => {
      state.begun = true;
      return task();
    });
  } catch (error) {
    // Pages without an origin of their own may not lock.
    if (state.begun || isAbort(error)) throw error;
  }
  if (!state.begun) await task();
}

/**
 * Fetches a manifest. Checked against the server each time: it is small, and it names the version of all else. Where
 * the server can't be reached, the copy of the last visit serves.
 * @returns undefined where the file is not JSON
 * @throws {AssetError} 'missing-part' or 'offline'
 */
export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const cache = await openCache();
  for (let tries = 1; ; tries++) {
    try {
      const text = await fetchText(url, signal);
      const json = parseJson(text);
      if (cache && json !== undefined) await keepManifest(cache, url, text).catch(() => undefined);
      return json;
    } catch (error) {
      if ((error as AssetError).code !== 'offline') throw error;
      const kept = await cache?.match(url).catch(() => undefined);
      const known = kept && parseJson(await kept.text().catch(() => ''));
      if (known !== undefined) return known;
      if (tries === TRIES_IN_VAIN) throw error;
      await backOff(tries - 1, signal);
    }
  }
}

/** Keeps a manifest, and throws out what only the one before it named: no later visit would. */
async function keepManifest(cache: Cache, url: string, text: string): Promise<void> {
  const before = await (await cache.match(url))?.text();
  if (before !== undefined && before !== text) {
    const named = new Set(filesOf(parseJson(text)).map(({ file }) => file));
    for (const { file } of filesOf(parseJson(before))) {
      if (!named.has(file)) await cache.delete(new URL(file, url).href);
    }
  }
  await cache.put(url, new Response(text));
}

/** Whether an earlier visit left a copy of the file here. */
export async function isKept(url: string): Promise<boolean> {
  const cache = await openCache();
  return (await cache?.match(url).catch(() => undefined)) !== undefined;
}

async function fetchText(url: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    const response = await fetch(url, { signal, cache: 'no-cache' });
    if (isPassing(response)) throw offline(url, `HTTP status ${response.status}`);
    if (!response.ok) throw missing(url, response.status);
    return await response.text();
  } catch (error) {
    if (error instanceof AssetError || isAbort(error)) throw error;
    throw offline(url, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isIntact(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  // Pages outside secure contexts have no crypto.subtle; there the size is all that is checked.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** Where files are kept from one visit to the next; undefined where the browser gives no such place. */
async function openCache(): Promise<Cache | undefined> {
  try {
    return await (globalThis as { caches?: CacheStorage }).caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

function notAborted(error: unknown): false {
  if (isAbort(error)) throw error;
  return false;
}
