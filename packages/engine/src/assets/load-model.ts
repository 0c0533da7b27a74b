import { AssetError, badManifest } from './asset-error';
import { fetchPart, type DescribedBytes, type PartOptions } from './assets';
import { PLAIN_NAME } from './manifest-files';
import { fetchManifest } from './manifests';

interface ModelPart extends DescribedBytes, Pick<PartOptions, 'holds'> {
  readonly file: string;
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
  for (const { file, bytes: size, sha256, holds } of parts) {
    const into = model.subarray(start, start + (holds?.bytes ?? size));
    await fetchPart(new URL(file, manifestUrl).href, {
      sha256,
      bytes: size,
      holds,
      into,
      signal: options.signal,
      // A kept file has what is in it, which is more.
      onProgress: (loaded) => options.onProgress?.(before + Math.min(loaded, size), total),
    });
    start += into.length;
    before += size;
  }
  await settle();
  return { bytes: model, presets };
}

/** Most parts, and most bytes in all, that a manifest may announce: a model has to fit into 32-bit memory. */
const MOST = { parts: 4096, bytes: 2 ** 32 };

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
    const { file, sha256, bytes = 0, holds = { sha256, bytes } } = part ?? {};
    // A plain name: a manifest must not make the page ask elsewhere.
    if (!matches(file, PLAIN_NAME)) return false;
    for (const each of [{ sha256, bytes }, holds] as (Partial<DescribedBytes> | null)[]) {
      if (!matches(each?.sha256, /^[0-9a-f]{64}$/)) return false;
      if (!Number.isSafeInteger(each?.bytes) || each!.bytes! <= 0) return false;
    }
    if (bytes > MOST.bytes) return false;
    total += holds.bytes;
  }
  return total > 0 && total <= MOST.bytes && total === manifest.bytes;
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}
