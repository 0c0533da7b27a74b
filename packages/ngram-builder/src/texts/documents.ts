import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { openDuckDb, quoted } from '../count/duckdb';

const PARQUET_MEMORY = 256e6;

/**
 * Documents of a text file, one a line; of JSON lines ({text} a line); or of a Parquet file (its column text). The first
 * two may be gzipped. Empty ones are left out.
 * @param file path that ends in .txt, .jsonl, .txt.gz, .jsonl.gz or .parquet
 * @param onRead hears how many more bytes of the file have been read
 * @throws {Error} another kind of file, one that can't be read, or a line that is no JSON object with a text
 */
export async function* readDocuments(file: string, onRead?: (bytes: number) => void): AsyncGenerator<string> {
  if (file.endsWith('.parquet')) yield* readParquet(file, onRead);
  else yield* readLines(file, onRead);
}

async function* readLines(file: string, onRead?: (bytes: number) => void): AsyncGenerator<string> {
  const name = file.replace(/\.gz$/, '');
  if (!/\.(txt|jsonl)$/.test(name)) {
    throw new Error(`${file}: its name must end in .txt, .jsonl, .txt.gz, .jsonl.gz or .parquet.`);
  }
  const stream = createReadStream(file);
  if (onRead) stream.on('data', (chunk) => onRead(chunk.length));
  const bytes = name === file ? stream : stream.pipe(createGunzip());
  // A pipe does not pass errors on: without this a missing file would end the process.
  stream.on('error', (error) => bytes.destroy(error));
  let number = 0;
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) {
    number++;
    const text = name.endsWith('.jsonl') && line !== '' ? textOf(line, `${file}, line ${number}`) : line;
    if (text !== '') yield text;
  }
}

function textOf(line: string, where: string): string {
  let value: unknown;
  try {
    value = (JSON.parse(line) as { text?: unknown } | null)?.text;
  } catch {
    value = undefined;
  }
  if (typeof value !== 'string')
    throw new Error(`${where}: not a JSON object with a "text". Write {"text": "…"}.`);
  return value;
}

async function* readParquet(file: string, onRead?: (bytes: number) => void): AsyncGenerator<string> {
  const { size } = await stat(file);
  const database = await openDuckDb({ memory: PARQUET_MEMORY, threads: 1 });
  try {
    const texts = await database.connection.stream(`SELECT text FROM read_parquet(${quoted(file)})`);
    for await (const rows of texts.yieldRows()) {
      for (const [text] of rows) if (typeof text === 'string' && text !== '') yield text;
    }
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message} It must be Parquet with a column "text".`, {
      cause: error,
    });
  } finally {
    database.close();
  }
  onRead?.(size);
}
