import { isKept } from '../assets/kept';
import { filesOf } from '../assets/manifest-files';
import { peekManifest } from '../assets/manifests';
import type { EngineConfig } from '../protocol/protocol';

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
  const manifest = await peekManifest(manifestUrl);
  let bytes = 0;
  for (const described of filesOf(manifest)) {
    if (!(await isKept(new URL(described.file, manifestUrl).href))) bytes += described.bytes;
  }
  return bytes;
}
