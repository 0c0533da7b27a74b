import { wrongFile } from './asset-error';
import { Download, type DownloadOptions } from './download';
import { CACHE_NAME, openCache } from './kept';
import { isAbort } from '../protocol/errors';

/** What a file has to be. */
export interface DescribedBytes {
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Size in bytes. */
  readonly bytes: number;
}

export interface PartOptions extends DownloadOptions, DescribedBytes {
  /** What is in the file, where that is packed by gzip. */
  readonly holds?: DescribedBytes;
  /** Where the bytes go, [bytes], or [holds.bytes]. Omitted: a new array. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

/**
 * Fetches one file, checks it, and keeps it in Cache Storage where there is one. A download that is cut off goes on
 * where it stopped (HTTP Range), after a wait that grows; a server that does not know ranges begins anew.
 * A kept file that does not pass the check (a new version, a broken disk) is fetched again, and replaced when the new one
 * has been checked: a wrong manifest costs nothing that is kept.
 * Of several tabs that want a file, one fetches it and the others take the copy that it keeps. A packed one is kept
 * unpacked, so that later visits need not wait for that.
 * @throws {AssetError} 'missing-part', 'wrong-checksum' or 'offline'
 */
export async function fetchPart(url: string, options: PartOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { holds = options } = options;
  const into = options.into ?? new Uint8Array(holds.bytes);
  const cache = await openCache();
  const before = await readKept(cache, url, into, options);
  if (before === 'intact') return into;
  await withFileLock(url, options.signal, async () => {
    // Another tab may have brought it meanwhile.
    const kept = await readKept(cache, url, into, options);
    if (kept === 'intact') return;
    // After a bad copy the browser's own HTTP cache is not to be trusted either.
    const mode = before === 'damaged' || kept === 'damaged' ? 'reload' : 'default';
    if (holds === options) await download(url, into, options, mode);
    else {
      const packed = new Uint8Array(options.bytes);
      await download(url, packed, options, mode);
      await unpack(url, packed, into, { ...holds, signal: options.signal });
    }
    // A full disk or a private window costs only the next visit's time.
    await cache?.put(url, new Response(into)).catch(() => undefined);
  });
  return into;
}

/** Reads a kept file. */
async function readKept(
  cache: Cache | undefined,
  url: string,
  into: Uint8Array<ArrayBuffer>,
  options: PartOptions,
): Promise<'intact' | 'damaged' | 'missing'> {
  const kept = await cache?.match(url).catch(() => undefined);
  if (!kept) return 'missing';
  const { holds = options } = options;
  const whole = await new Download(url, into, options).read(kept).catch(notAborted);
  return whole && (await isIntact(into, holds.sha256)) ? 'intact' : 'damaged';
}

/** Writes what gzip has packed into an array of its size. */
async function unpack(
  url: string,
  packed: Uint8Array<ArrayBuffer>,
  into: Uint8Array<ArrayBuffer>,
  { sha256, signal }: DescribedBytes & DownloadOptions,
): Promise<void> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const whole = await new Download(url, into, { signal }).read(new Response(stream)).catch(notAborted);
  if (!whole || !(await isIntact(into, sha256))) throw wrongFile(url, 'content');
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

async function isIntact(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  // Pages outside secure contexts have no crypto.subtle; there the size is all that is checked.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

function notAborted(error: unknown): false {
  if (isAbort(error)) throw error;
  return false;
}
