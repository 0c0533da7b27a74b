import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that are not those of the manifest. `code` is 'model-truncated' or 'model-checksum'. */
export class WrongBytesError extends Error {
  /** @param {'model-truncated' | 'model-checksum'} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'WrongBytesError';
    this.code = code;
  }
}

/** Runs `write` on a temporary neighbour of `path` and renames it, so that `path` is never half written. */
export async function writeWhole(path, write) {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Throws if the next chunk is long in coming: a line that has gone silent could stay open for ever. */
export async function* timely(chunks, patience = 120_000) {
  const iterator = chunks[Symbol.asyncIterator]();
  let timer;
  const late = () =>
    new Promise((_, reject) => {
      timer = setTimeout(reject, patience, new Error(`nothing came for ${patience / 1000} seconds`));
    });
  try {
    for (;;) {
      const { value, done } = await Promise.race([iterator.next(), late()]).finally(() =>
        clearTimeout(timer),
      );
      if (done) return;
      yield value;
    }
  } finally {
    // One that waits for its next chunk ends when that comes: it is not waited for.
    void iterator.return?.().catch(() => undefined);
  }
}

/**
 * Yields the chunks it is given. Throws at the end unless they are what `expected` says, and at once if they are longer.
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {{ bytes: number, sha256: string }} expected
 * @param {(done: number) => void} [onBytes]
 */
export async function* checked(chunks, expected, onBytes = () => {}) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > expected.bytes) {
      throw new WrongBytesError('model-checksum', `it has more than ${expected.bytes} bytes`);
    }
    hash.update(chunk);
    onBytes(bytes);
    yield chunk;
  }
  if (bytes < expected.bytes) {
    throw new WrongBytesError('model-truncated', `it has ${bytes} bytes instead of ${expected.bytes}`);
  }
  const sha256 = hash.digest('hex');
  if (sha256 !== expected.sha256) {
    throw new WrongBytesError('model-checksum', `its SHA-256 is ${sha256} instead of ${expected.sha256}`);
  }
}

/** Writes the chunks to `path`, checked against `expected`; nothing appears there unless they are right. */
export function storeChecked(path, chunks, expected, onBytes) {
  return writeWhole(path, (temporary) => writeFile(temporary, checked(chunks, expected, onBytes)));
}

/** Splits a file that was checked into the parts of its manifest; the manifest is written last. */
export async function splitParts(gguf, folder, manifest) {
  await mkdir(folder, { recursive: true });
  let start = 0;
  for (const part of manifest.parts) {
    const chunks = createReadStream(gguf, { start, end: start + part.bytes - 1, highWaterMark: 1 << 20 });
    await storeChecked(join(folder, part.file), chunks, part);
    start += part.bytes;
  }
  await writeManifest(folder, manifest);
}

/** Writes a manifest beside the parts, unless it is there as it should be. */
export async function writeManifest(folder, manifest) {
  const path = join(folder, 'manifest.json');
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return;
  await writeWhole(path, (temporary) => writeFile(temporary, text));
}

/** Reads a file through and says whether it is what `expected` says. */
export async function isSound(path, expected, onBytes) {
  try {
    const chunks = createReadStream(path, { highWaterMark: 1 << 20 });
    for await (const chunk of checked(chunks, expected, onBytes)) void chunk;
    return true;
  } catch (error) {
    if (error instanceof WrongBytesError || error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Size and time (whole seconds: archives keep no more) of each path; undefined if one is missing. */
async function fingerprint(paths) {
  try {
    const stats = await Promise.all(paths.map((path) => stat(path)));
    return stats.map(({ size, mtimeMs }) => `${size}@${Math.floor(mtimeMs / 1000)}`).join(' ');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Notes that `paths` were checked, so that the next call need not read 98 MB again. */
export async function writeStamp(stamp, sha256, paths) {
  const text = `${sha256} ${await fingerprint(paths)}\n`;
  await writeWhole(stamp, (temporary) => writeFile(temporary, text));
}

/** Whether the stamp was written for just these files, unchanged since. */
export async function stampHolds(stamp, sha256, paths) {
  const found = await fingerprint(paths);
  const noted = await readFile(stamp, 'utf8').catch(() => '');
  return found !== undefined && noted === `${sha256} ${found}\n`;
}
