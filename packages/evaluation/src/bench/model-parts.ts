import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A GGUF file that pages of the bench load by its id. */
export interface BenchModel {
  readonly id: string;
  readonly path: string;
}

/** Bytes of a part: machines that are lent take 64 MiB at a time. */
const PART = 60 * 2 ** 20;

/**
 * Puts a model where pages find it: its parts, and their names in parts.json.
 * @param kept whether the folder goes to another machine: then the file is copied in parts, else linked whole
 */
export async function addModel(to: string, { id, path }: BenchModel, kept: boolean): Promise<void> {
  const folder = join(to, id);
  await mkdir(folder, { recursive: true });
  const { size } = await stat(path);
  const starts = Array.from({ length: kept ? Math.ceil(size / PART) : 1 }, (_, i) => i * PART);
  const names = starts.map((_, i) => `${i}.bin`);
  for (const [i, start] of starts.entries()) {
    const part = join(folder, names[i]!);
    if (!kept) await symlink(path, part);
    else await pipeline(createReadStream(path, { start, end: start + PART - 1 }), createWriteStream(part));
  }
  await writeFile(join(folder, 'parts.json'), JSON.stringify(names));
}
