import { fetchJson, isKept } from './assets';
import type { EngineConfig } from './protocol';

interface DescribedFile {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Bytes that have to be fetched before drafts come: those of the model and of the table, less what is kept from an
 * earlier visit. A manifest that can't be read counts as nothing; loading will say what is wrong with it.
 */
export async function downloadSize({
  modelUrl,
  ngramsUrl,
}: Pick<EngineConfig, 'modelUrl' | 'ngramsUrl'>): Promise<number> {
  const sizes = await Promise.all([missingBytes(modelUrl), ngramsUrl === null ? 0 : missingBytes(ngramsUrl)]);
  return sizes[0] + sizes[1];
}

async function missingBytes(manifestUrl: string): Promise<number> {
  const manifest = await fetchJson(manifestUrl).catch(() => null);
  let bytes = 0;
  for (const described of filesOf(manifest)) {
    if (!(await isKept(new URL(described.file, manifestUrl).href))) bytes += described.bytes;
  }
  return bytes;
}

/** The files that a manifest of a model or of a table names. */
function filesOf(manifest: unknown): DescribedFile[] {
  const { parts = [], shards = [], vocabulary } = (manifest ?? {}) as Record<string, unknown>;
  return [parts, shards, vocabulary].flat().filter((value): value is DescribedFile => {
    const { file, bytes } = (value ?? {}) as Partial<DescribedFile>;
    return typeof file === 'string' && typeof bytes === 'number';
  });
}
