import { AssetError, badManifest, missing, offline } from './asset-error';
import { backOff, isPassing, readText, TRIES_IN_VAIN } from './download';
import { openCache } from './kept';
import { filesOf } from './manifest-files';
import { isAbort } from '../protocol/errors';

/** Bytes of a manifest; the largest allowed, of 4,096 files, has less than half of them. */
const MOST_BYTES = 2 ** 21;
/** Milliseconds that one may take to come. */
const PATIENCE = 30_000;

/** A manifest that has been checked. */
export interface FetchedManifest<Manifest> {
  readonly manifest: Manifest;
  /**
   * Keeps it for visits without a connection, and throws out what only the one before it named. To be called when all
   * its files have been had: until then the old ones are all that is sure to work.
   */
  readonly settle: () => Promise<void>;
}

/**
 * Fetches a manifest and checks it. It is asked for each time: it is small, and it names the version of all else. Where
 * the server can't be reached, the copy of the last visit serves.
 * @param check throws where it is none; called with undefined where the file is no JSON
 * @throws {AssetError} 'missing-part', 'offline' or 'bad-manifest', and what `check` throws
 */
export async function fetchManifest<Manifest>(
  url: string,
  check: (json: unknown) => Manifest,
  signal?: AbortSignal,
): Promise<FetchedManifest<Manifest>> {
  const text = await newestText(url, signal);
  const manifest = check(parseJson(text));
  const cache = await openCache();
  const before = await keptText(cache, url);
  const put = () => cache?.put(url, new Response(text));
  // The first one takes nothing's place.
  if (before === undefined) await put()?.catch(() => undefined);
  const settle = async (): Promise<void> => {
    if (before === undefined || before === text) return;
    await put();
    const named = new Set(filesOf(manifest).map(({ file }) => new URL(file, url).href)).add(url);
    for (const { file } of filesOf(checked(before, check))) {
      const address = new URL(file, url).href;
      if (!named.has(address)) await cache?.delete(address);
    }
  };
  // Storage that fails costs only room, or the next visit's time.
  return { manifest, settle: () => settle().catch(() => undefined) };
}

/** What an old manifest says, if it is one. */
function checked(text: string, check: (json: unknown) => unknown): unknown {
  try {
    return check(parseJson(text));
  } catch {
    return undefined;
  }
}

/** What a manifest says, or undefined where it can't be had or read. Keeps nothing. */
export async function peekManifest(url: string): Promise<unknown> {
  return parseJson(await newestText(url).catch(() => ''));
}

/** From the server, else from the last visit. */
async function newestText(url: string, signal?: AbortSignal): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetchText(url, signal);
    } catch (error) {
      if ((error as AssetError).code !== 'offline') throw error;
      const kept = await keptText(await openCache(), url);
      if (kept !== undefined && parseJson(kept) !== undefined) return kept;
      if (tries === TRIES_IN_VAIN) throw error;
      await backOff(tries - 1, signal);
    }
  }
}

async function keptText(cache: Cache | undefined, url: string): Promise<string | undefined> {
  const kept = await cache?.match(url).catch(() => undefined);
  return kept && readText(kept, MOST_BYTES).catch(() => undefined);
}

async function fetchText(url: string, signal: AbortSignal | undefined): Promise<string> {
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    const either = signal ? AbortSignal.any([signal, patience]) : patience;
    const response = await fetch(url, { signal: either, cache: 'no-cache' });
    if (isPassing(response)) throw offline(url, `HTTP status ${response.status}`);
    if (!response.ok) throw missing(url, response.status);
    const text = await readText(response, MOST_BYTES);
    if (text === undefined) throw badManifest(url, `It has more than ${MOST_BYTES} bytes.`);
    return text;
  } catch (error) {
    if (error instanceof AssetError || (isAbort(error) && !patience.aborted)) throw error;
    throw offline(url, patience.aborted ? 'it takes too long' : error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
