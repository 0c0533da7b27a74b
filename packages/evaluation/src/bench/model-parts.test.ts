import { mkdtemp, readFile, readlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addModel } from './model-parts';

async function made(bytes: number, kept: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'superposed-parts-'));
  const path = join(folder, 'model.gguf');
  await writeFile(path, 'GGUF');
  await truncate(path, bytes);
  await addModel(join(folder, 'files'), { id: 'm', path }, kept);
  const read = (name: string) => readFile(join(folder, 'files', 'm', name));
  const names = JSON.parse((await read('parts.json')).toString()) as string[];
  return { folder, path, names, read };
}

it('links a model that stays on its machine', async () => {
  const { folder, path, names } = await made(9, false);
  expect(names).toEqual(['0.bin']);
  expect(await readlink(join(folder, 'files', 'm', '0.bin'))).toBe(path);
});

it('cuts one that goes to another into parts of less than 64 MiB', async () => {
  const bytes = 61 * 2 ** 20;
  const { names, read } = await made(bytes, true);
  expect(names).toEqual(['0.bin', '1.bin']);
  const parts = await Promise.all(names.map(read));
  expect(parts.map(({ length }) => length)).toEqual([60 * 2 ** 20, 2 ** 20]);
  expect(parts[0]!.subarray(0, 4).toString()).toBe('GGUF');
});
