import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CommandError } from '../terminal/command-error';
import { englishTable } from './ngrams';

const require = createRequire(import.meta.url);

/** Files of one folder that a page finds under one path. */
export interface SiteFolder {
  /** Relative to where the element looks; '' for that folder itself. */
  readonly at: string;
  readonly from: string;
  readonly files: readonly string[];
}

/** A folder with all its files but hidden ones. */
async function whole(at: string, from: string): Promise<SiteFolder> {
  const entries = await readdir(from, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return { at, from, files: files.map(({ name }) => name) };
}

/** A model's parts and manifest, as `ensureModel` and `splitParts` write them. */
export const modelFolder = (name: string, from: string): Promise<SiteFolder> => whole(`models/${name}`, from);

/** The table that comes with the element. */
export const tableFolder = (): Promise<SiteFolder> => whole('ngrams/english', dirname(englishTable()));

/** What onnxruntime-web fetches while it starts on WebGPU, and the module of ours around its own. */
export async function runtimeFolders(): Promise<SiteFolder[]> {
  const name = 'ort-wasm-simd-threaded.asyncify';
  const manifest = require.resolve('@superposed/runtime/package.json');
  // The runtime's own dependency: another version in the page's folder would not do.
  const from = dirname(createRequire(manifest).resolve('onnxruntime-web/webgpu'));
  return [
    { at: 'ort', from, files: [`${name}.mjs`, `${name}.wasm`] },
    await whole('ort', join(dirname(manifest), 'ort')),
  ];
}

/**
 * The element in one file, with the files beside it that it fetches: for pages without a bundler.
 * @throws {CommandError} in a clone of the repository where the packages have not been built
 */
export async function elementFolder(): Promise<SiteFolder> {
  const from = join(dirname(require.resolve('superposed-complete/package.json')), 'dist/bundle');
  try {
    return await whole('', from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const message = `The element is not built yet (${from} is not there). Run \`npm run build:packages\` first.`;
    throw new CommandError('not-built', message);
  }
}
