import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** A file to be counted. */
export interface Input {
  readonly file: string;
  readonly bytes: number;
  /** Time of its last change, in milliseconds. */
  readonly changed: number;
}

/**
 * The files that some paths and glob patterns name, each once: in the order of the patterns, those of one pattern by name.
 * @throws {Error} a file is not there, or nothing fits a pattern
 */
export async function findInputs(patterns: readonly string[]): Promise<Input[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    // A file whose name looks like a pattern is that file.
    const literal = !isDynamicPattern(pattern) || (await exists(pattern));
    const found = literal ? [pattern] : (await glob(pattern, { absolute: true })).sort();
    if (found.length === 0) throw new Error(`No file fits ${pattern}.`);
    for (const file of found) files.add(resolve(file));
  }
  return Promise.all(
    Array.from(files, async (file) => {
      const { size, mtimeMs } = await stat(file).catch((error: unknown) => {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new Error(code === 'ENOENT' ? `There is no file ${file}.` : message);
      });
      return { file, bytes: size, changed: mtimeMs };
    }),
  );
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
