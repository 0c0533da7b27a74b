import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/**
 * Documents of text files, one a line, or of JSON lines files ({text} a line); either may be gzipped. Empty ones are
 * left out.
 * @param file path that ends in .txt, .jsonl, .txt.gz or .jsonl.gz
 * @throws {Error} a file that can't be read, or a line that is no JSON object with a text
 */
export async function* readDocuments(file: string): AsyncGenerator<string> {
  const name = file.replace(/\.gz$/, '');
  const stream = createReadStream(file);
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
