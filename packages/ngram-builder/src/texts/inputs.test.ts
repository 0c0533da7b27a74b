import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { nameOf } from '../count/step-name';
import { findInputs } from './inputs';
import { useFolder } from '../testing.fixture';

const path = useFolder();
beforeAll(async () => {
  await mkdir(path('deep/er'), { recursive: true });
  for (const name of ['b.txt', 'a.txt', 'deep/er/c.jsonl', 'odd[1].txt']) await writeFile(path(name), 'text');
});

const found = async (...patterns: string[]) =>
  (await findInputs(patterns.map(path))).map(({ file }) => basename(file));

it('takes paths in their order and what fits a pattern by name, each file once', async () => {
  expect(await found('b.txt', '*.txt', 'b.txt')).toEqual(['b.txt', 'a.txt', 'odd[1].txt']);
  expect(await found('**/*.jsonl')).toEqual(['c.jsonl']);
});

it('takes a file whose name looks like a pattern', async () => {
  expect(await found('odd[1].txt')).toEqual(['odd[1].txt']);
});

it('says what is not there', async () => {
  await expect(found('*.parquet')).rejects.toThrow(/No file fits .*\*\.parquet/);
  await expect(found('none.txt')).rejects.toThrow(/There is no file .*none\.txt/);
});

it('knows size and time, so that a changed file is another input', async () => {
  const before = await findInputs([path('a.txt')]);
  expect(before[0]!.bytes).toBe(4);
  expect(nameOf(before)).toBe(nameOf(await findInputs([path('a.txt')])));
  await writeFile(path('a.txt'), 'more text');
  expect(nameOf(await findInputs([path('a.txt')]))).not.toBe(nameOf(before));
});
