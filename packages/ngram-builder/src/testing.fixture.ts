import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGguf } from '@superposed/runtime';
import { afterAll, beforeAll } from 'vitest';
import { openDuckDb } from './count/duckdb';
import { parquet } from './count/engine';
import { writeWindows } from './count/windows';

/** A model of random weights with a real tokenizer of 1,280 tokens. */
export const TINY = fileURLToPath(new URL('../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));

export async function tinyMetadata(): Promise<Record<string, unknown>> {
  return { ...parseGguf(await readFile(TINY)).metadata };
}

/** An empty folder for a file of tests. @returns path of a file or folder in it */
export function useFolder(): (name: string) => string {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ngram-builder-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** Windows of some documents in a folder of their own. */
export async function windowsIn(
  folder: string,
  documents: readonly (readonly number[])[],
  width: number,
  source = 0,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWindows(documents, width, join(folder, `part-${source}.parquet`), source);
}

/** The rows of a folder of Parquet, sorted by all columns. */
export async function rowsIn(folder: string): Promise<number[][]> {
  const { connection, close } = await openDuckDb({ memory: 200e6, threads: 1 });
  try {
    const reader = await connection.runAndReadAll(`FROM ${parquet(folder)} ORDER BY ALL`);
    return reader.getRows().map((row) => row.map(Number));
  } finally {
    close();
  }
}

/** Lines of a small text whose n-grams come back. */
export const LINES = [
  'thank you for your letter',
  'thank you for your help',
  'thank you for coming',
  'it is good of you to write',
  'it is good to hear from you',
];

/** Writes lines, each so many times. */
export const writeLines = (file: string, times: number): Promise<void> =>
  writeFile(file, `${LINES.join('\n')}\n`.repeat(times));
