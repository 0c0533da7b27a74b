import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, ensureModel, manifest, models } from '@superposed/model-smollm2-135m';
import type { AssetFolder } from './asset-folders.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** onnxruntime-web's files of the build that holds its WebGPU backend. */
const RUNTIME_FILES = ['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'];

/** Models besides the default that lie in the user's cache. */
function fetchedModels(): AssetFolder[] {
  const others = Object.entries(models).filter(([, { sha256 }]) => sha256 !== manifest.sha256);
  return others
    .map(([id, { sha256 }]) => ({
      at: `models/${id}`,
      from: join(cacheFolder(), 'models', sha256.slice(0, 16), 'parts'),
    }))
    .filter(({ from }) => existsSync(join(from, 'manifest.json')));
}

/**
 * Everything that the page fetches while it runs, besides its own code. Fetches the model if it is not in
 * the user's cache yet. The tiny model is for tests only, and other models that the user's cache has are for who fetched
 * them: a build that is published leaves them out.
 */
export async function ourAssets({ isOwn }: { isOwn: boolean }): Promise<AssetFolder[]> {
  const { parts } = await ensureModel();
  const tiny = path('../e2e/fixtures/tiny');
  return [
    { at: 'ort', from: path('../node_modules/onnxruntime-web/dist'), files: RUNTIME_FILES, gzip: ['.wasm'] },
    { at: 'ort', from: path('../packages/runtime/ort') },
    { at: 'models/smollm2-135m', from: parts },
    { at: 'ngrams/english', from: path('../packages/ngram-english/table') },
    ...(isOwn && existsSync(tiny) ? [{ at: 'models/tiny', from: tiny }] : []),
    ...(isOwn ? fetchedModels() : []),
  ];
}
