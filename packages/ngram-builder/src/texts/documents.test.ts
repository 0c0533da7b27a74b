import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocuments } from './documents';
import { openDuckDb, quoted } from '../count/duckdb';

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

it('reads the column of texts of Parquet', async () => {
  const file = join(folder, "it's.parquet");
  const { connection, close } = await openDuckDb({ memory: 200e6, threads: 1 });
  const rows = "SELECT 7 AS id, unnest(['One.', '', NULL, 'Two.']) AS text";
  await connection.run(`COPY (${rows}) TO ${quoted(file)} (FORMAT parquet)`);
  await connection.run(
    `COPY (SELECT 1 AS body) TO ${quoted(join(folder, 'other.parquet'))} (FORMAT parquet)`,
  );
  close();
  expect(await collect(readDocuments(file))).toEqual(['One.', 'Two.']);
  await expect(collect(readDocuments(join(folder, 'other.parquet')))).rejects.toThrow(
    /other\.parquet: .*column "text"/s,
  );
  await expect(documentsOf('no.parquet', 'no Parquet')).rejects.toThrow(/no\.parquet: .*must be Parquet/s);
});

it('says how much of a file it has read', async () => {
  let read = 0;
  await writeFile(join(folder, 'e.txt'), 'One.\nTwo.\n');
  const documents = readDocuments(join(folder, 'e.txt'), (bytes) => (read += bytes));
  await collect(documents);
  expect(read).toBe(10);
});

it('knows files by their names', async () => {
  await expect(documentsOf('a.pdf', 'text')).rejects.toThrow(/a\.pdf: its name must end in \.txt/);
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
