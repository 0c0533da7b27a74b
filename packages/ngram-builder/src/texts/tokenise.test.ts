import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { beforeAll, expect, it } from 'vitest';
import { findInputs, type Input } from './inputs';
import type { ProgressEvent } from '../progress';
import { LINES, rowsIn, tinyMetadata, useFolder, writeLines } from '../testing.fixture';
import { tokenise } from './tokenise';

const path = useFolder();
let inputs: Input[];
let metadata: Record<string, unknown>;
beforeAll(async () => {
  metadata = await tinyMetadata();
  await writeLines(path('a.txt'), 3);
  await writeLines(path('b.txt'), 2);
  inputs = await findInputs([path('*.txt')]);
});

const run = (folder: string, workers: number, heard: ProgressEvent[] = []) =>
  tokenise(inputs, path(folder), {
    metadata,
    maxOrder: 3,
    workers,
    part: 200,
    progress: (event) => heard.push(event),
  });

async function contents(folder: string): Promise<Record<string, Buffer>> {
  const names = (await readdir(path(folder))).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path(folder), name))] as const)),
  );
}

it('writes all documents of all files in parts, each of one file', async () => {
  const heard: ProgressEvent[] = [];
  await run('one', 1, heard);
  expect((await readdir(path('one'))).sort()).toEqual([
    'part-000000.parquet',
    'part-000001.parquet',
    'part-000002.parquet',
    'part-000003.parquet',
  ]);
  const tokenizer = createTokenizer(metadata);
  const tokens = 5 * LINES.flatMap((line) => tokenizer.encode(line)).length;
  const rows = await rowsIn(path('one'));
  expect(rows.filter(([first]) => first! >= 0)).toHaveLength(tokens);
  expect(rows.filter(([first]) => first! < 0)).toHaveLength(5 * LINES.length);
  expect(heard.at(-1)).toMatchObject({ step: 'tokenising', done: heard[0]!.total, unit: 'bytes' });
});

it('writes the same files with several workers', async () => {
  await run('two', 2);
  expect(await contents('two')).toEqual(await contents('one'));
});

it('goes on after the parts that an interrupted run has left', async () => {
  await run('cut', 1);
  await rename(path('cut'), path('cut.partial'));
  await rm(path('cut.partial/part-000001.parquet'));
  const before = await stat(path('cut.partial/part-000000.parquet'));
  await run('cut', 1);
  expect(await contents('cut')).toEqual(await contents('one'));
  expect((await stat(path('cut/part-000000.parquet'))).mtimeMs).toBe(before.mtimeMs);
});

it('does nothing where all is there, and gives nothing where an input fails', async () => {
  const heard: ProgressEvent[] = [];
  await run('one', 1, heard);
  expect(heard).toEqual([]);
  const missing = [{ file: path('none.txt'), bytes: 1, changed: 0 }];
  const options = { metadata, maxOrder: 3, workers: 1, progress: () => {} };
  await expect(tokenise(missing, path('bad'), options)).rejects.toThrow(/ENOENT/);
  expect(await readdir(path('.'))).not.toContain('bad');
});

it('hears of what a worker fails with', async () => {
  const options = { metadata: { ...metadata, 'tokenizer.ggml.model': 'bert' }, maxOrder: 3, workers: 1 };
  const failing = tokenise(inputs, path('other'), { ...options, progress: () => {} });
  await expect(failing).rejects.toThrow(/tokenizer 'bert'/);
});
