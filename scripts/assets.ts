import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureModel } from '@superposed/model-smollm2-135m';
import type { AssetFolder } from './asset-folders.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** onnxruntime-web's files of the build that holds its WebGPU backend. */
const RUNTIME_FILES = ['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'];

/**
 * Everything that the page fetches while it runs, besides its own code. Fetches the model if it is not in
 * the user's cache yet. The tiny model is for tests only, so a build that is published leaves it out.
 */
export async function ourAssets({ withTiny }: { withTiny: boolean }): Promise<AssetFolder[]> {
  const { parts } = await ensureModel();
  const tiny = path('../e2e/fixtures/tiny');
  return [
    { at: 'ort', from: path('../node_modules/onnxruntime-web/dist'), files: RUNTIME_FILES, gzip: ['.wasm'] },
    { at: 'ort', from: path('../packages/runtime/ort') },
    { at: 'models/smollm2-135m', from: parts },
    { at: 'ngrams/english', from: path('../packages/ngram-english/table') },
    ...(withTiny && existsSync(tiny) ? [{ at: 'models/tiny', from: tiny }] : []),
  ];
}
