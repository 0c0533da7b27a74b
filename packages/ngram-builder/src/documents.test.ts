import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocuments } from './documents';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function collect(documents: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const each of documents) all.push(each);
  return all;
}

async function documentsOf(name: string, content: string | Uint8Array): Promise<string[]> {
  await writeFile(join(folder, name), content);
  return collect(readDocuments(join(folder, name)));
}

it('takes each line of a text file for a document, spaces kept, empty lines left out', async () => {
  expect(await documentsOf('a.txt', 'One.\n\n  Two, “quoted”.\r\nThree')).toEqual([
    'One.',
    '  Two, “quoted”.',
    'Three',
  ]);
});

it('reads gzip', async () => {
  expect(await documentsOf('a.txt.gz', gzipSync('One.\nTwo.\n'))).toEqual(['One.', 'Two.']);
});

it('reads the texts of JSON lines, line feeds inside them too', async () => {
  const lines = '{"text":"One.\\nStill one."}\n\n{"id":3,"text":"Two."}\n';
  expect(await documentsOf('a.jsonl', lines)).toEqual(['One.\nStill one.', 'Two.']);
  expect(await documentsOf('a.jsonl.gz', gzipSync(lines))).toHaveLength(2);
});

it('names the line that is no document', async () => {
  await expect(documentsOf('b.jsonl', '{"text":"One."}\n{"body":"Two."}')).rejects.toThrow(
    /b\.jsonl, line 2: not a JSON/,
  );
  await expect(documentsOf('c.jsonl', 'plain text')).rejects.toThrow(/c\.jsonl, line 1/);
});

it('fails on a missing file and on bytes that are no gzip', async () => {
  await expect(collect(readDocuments(join(folder, 'none.txt')))).rejects.toThrow(/ENOENT/);
  await expect(collect(readDocuments(join(folder, 'none.txt.gz')))).rejects.toThrow(/ENOENT/);
  await expect(documentsOf('d.txt.gz', 'no gzip')).rejects.toThrow(/incorrect header/);
});
