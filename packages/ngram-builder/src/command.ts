import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { parseGguf } from '@superposed/runtime';
import { buildTable } from './build';

const USAGE = `Counts the n-grams of text and writes a table for one model's vocabulary.

  ngram-builder --model MODEL.gguf --out FOLDER FILE…

FILE            .txt (a document a line) or .jsonl ({"text": …} a line), or either with .gz
--model         GGUF file whose tokenizer is used
--out           where the shards and manifest.json go
--minimum       least count of orders 2, 3, …, as many as are wanted      (default 3,3,3,3,3)
--rare-share    keep n-grams seen twice too where they are this share of their context, by order
                                                                         (default 2,2,2,2,2: none)
--shards        number of shards                                         (default 6)
--first-bytes   size of the first shard                                  (default 1900000)
--memory        what DuckDB may use                                      (default 1GB)
--threads       threads of DuckDB                                        (default: all cores)
--scratch       folder for the temporary database                        (default: the system's)
--sources, --licence   notes for the manifest`;

/** Runs the command. @returns the exit status */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        out: { type: 'string' },
        minimum: { type: 'string', default: '3,3,3,3,3' },
        'rare-share': { type: 'string', default: '2,2,2,2,2' },
        shards: { type: 'string', default: '6' },
        'first-bytes': { type: 'string', default: '1900000' },
        memory: { type: 'string', default: '1GB' },
        threads: { type: 'string' },
        scratch: { type: 'string', default: tmpdir() },
        sources: { type: 'string' },
        licence: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    if (!values.model || !values.out || positionals.length === 0)
      throw new Error(`Something is missing.\n\n${USAGE}`);
    const minima = numbers('--minimum', values.minimum, 1, 1e9);
    const shares = numbers('--rare-share', values['rare-share'], 0, 1e9);
    if (minima.length > 5 || shares.length < minima.length) {
      throw new Error('--minimum takes up to five numbers (orders 2 to 6), and --rare-share as many.');
    }
    const { metadata } = await parseGguf(await readFile(values.model));
    const tokenizer = createTokenizer(metadata);
    const report = await buildTable({
      files: positionals,
      encode: (text) => tokenizer.encode(text),
      pieces: tokenizer.pieces,
      metadata,
      out: values.out,
      scratch: values.scratch,
      pruning: minima.map((minimum, i) => ({ minimum, rareShare: shares[i]! })),
      shards: numbers('--shards', values.shards, 1, 256)[0]!,
      firstShardBytes: numbers('--first-bytes', values['first-bytes'], 1, 2 ** 31)[0]!,
      memoryLimit: values.memory,
      ...(values.threads && { threads: numbers('--threads', values.threads, 1, 256)[0]! }),
      sources: values.sources,
      licence: values.licence,
      progress: (message) => process.stderr.write(`${message}\n`),
    });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`ngram-builder: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function numbers(name: string, text: string, least: number, most: number): number[] {
  const values = text.split(',').map(Number);
  if (!values.every((value) => value >= least && value <= most)) {
    throw new Error(`${name} ${text}: give numbers from ${least} to ${most}, separated by commas.`);
  }
  return values;
}
