import { AssetError, badManifest, wrongFile } from './asset-error';
import { fetchPart } from './assets';
import { Download } from './download';
import { PLAIN_NAME } from './manifest-files';
import { fetchManifest } from './manifests';

interface ModelPart {
  readonly file: string;
  /** Of this file, as is its SHA-256. */
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes of the model that are in it, where it is compressed by gzip. */
  readonly holds?: number;
}

/** Describes a model cut into parts; what they hold, one after the other, is the file. */
export interface ModelManifest {
  readonly name: string;
  readonly format: 'gguf';
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: readonly ModelPart[];
  /** What was tuned for it, not checked here. */
  readonly presets?: unknown;
}

/** A model's file, and what its manifest says was tuned for it. */
export interface ModelDownload extends Pick<ModelManifest, 'presets'> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Fetches all parts of a model into one array.
 * @param manifestUrl where the manifest lies; its parts lie beside it
 * @throws {AssetError}
 */
export async function loadModel(
  manifestUrl: string,
  options: { onProgress?: (loaded: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<ModelDownload> {
  const check = (json: unknown) => checkManifest(manifestUrl, json);
  const { manifest, settle } = await fetchManifest(manifestUrl, check, options.signal);
  const { bytes, parts, presets } = manifest;
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const model = roomFor(manifestUrl, bytes);
  let [start, before] = [0, 0];
  for (const part of parts) {
    const url = new URL(part.file, manifestUrl).href;
    const into = model.subarray(start, start + (part.holds ?? part.bytes));
    const { signal } = options;
    const file = await fetchPart(url, {
      sha256: part.sha256,
      bytes: part.bytes,
      into: part.holds === undefined ? into : undefined,
      signal,
      onProgress: (loaded) => options.onProgress?.(before + loaded, total),
    });
    if (part.holds !== undefined) await decompress(url, file, into, signal);
    start += into.length;
    before += part.bytes;
  }
  await settle();
  return { bytes: model, presets };
}

/** Writes what gzip has packed into an array of its size. */
async function decompress(
  url: string,
  file: Uint8Array<ArrayBuffer>,
  into: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'));
  const download = new Download(url, into, { signal });
  const whole = await download.read(new Response(stream)).catch(() => signal?.throwIfAborted());
  if (!whole) throw wrongFile(url, 'content');
}

/**
 * Most parts, and most bytes in all, that a manifest may announce: a model has to fit into 32-bit memory. And how many
 * bytes gzip can make of one.
 */
const MOST = { parts: 4096, bytes: 2 ** 32, packing: 1032 };

function roomFor(manifestUrl: string, bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new AssetError(
      'out-of-memory',
      `There is no room in memory for the ${bytes} bytes of the model that ${manifestUrl} describes. ` +
        'Close other tabs, or use a smaller model.',
    );
  }
}

function checkManifest(url: string, json: unknown): ModelManifest {
  if (isManifest(json)) return json;
  throw badManifest(
    url,
    "A model's has to be JSON with the format 'gguf', bytes, and parts of file (a plain name, beside the manifest), " +
      'bytes and sha256 (and holds, where they are compressed) whose sizes add up.',
  );
}

/** Whether a parsed file describes a model, in parts that lie beside it and add up. */
export function isManifest(value: unknown): value is ModelManifest {
  const manifest = value as Partial<ModelManifest> | null | undefined;
  if (manifest?.format !== 'gguf' || !Array.isArray(manifest.parts)) return false;
  if (manifest.parts.length > MOST.parts) return false;
  let total = 0;
  for (const part of manifest.parts as (Partial<ModelPart> | null)[]) {
    const { file, sha256, bytes = 0, holds = bytes } = part ?? {};
    // A plain name: a manifest must not make the page ask elsewhere.
    if (!matches(file, PLAIN_NAME) || !matches(sha256, /^[0-9a-f]{64}$/)) return false;
    if (![bytes, holds].every((size) => Number.isSafeInteger(size) && size > 0)) return false;
    // gzip never packs by more, and what is fetched is held to the same limit.
    if (holds > MOST.packing * bytes || bytes > MOST.bytes) return false;
    total += holds;
  }
  return total > 0 && total <= MOST.bytes && total === manifest.bytes;
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}
