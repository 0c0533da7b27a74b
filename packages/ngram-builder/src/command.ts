import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readHeader } from '@superposed/runtime/gguf-header';
import { buildTable } from './build';
import { parseBytes } from './memory';
import { showProgress } from './progress';
import { sparkEngine } from './count/spark';

const usage = (
  called: string,
): string => `Counts the n-grams of text and writes a table for one model's vocabulary.

  ${called} --out FOLDER FILE…

FILE            .txt (a document a line), .jsonl ({"text": …} a line), either with .gz, or .parquet (a column
                "text"); also patterns such as 'books/**/*.txt.gz'
--model         GGUF file whose tokenizer is used                         (default: SmolLM2-135M, fetched once)
--out           where the shards and manifest.json go
--memory        what the whole process may use                           (default 2GB)
--threads       threads, as many as memory allows                        (default: one a core)
--work          what an interrupted run goes on from                     (default: OUT.work)
--keep-work     leave it afterwards: another pruning then needs no new count
--minimum       least count of orders 2, 3, …, as many as are wanted      (default 3,3,3,3,3)
--rare-share    keep n-grams seen twice too where they are this share of their context, by order
                                                                         (default 2,2,2,2,2: none)
--phrases       also keep which phrases of six tokens occurred: all that were seen twice, and all of each FILE of
                whose phrases at least this share was, 0 to 1; --minimum then has up to four numbers
--phrase-bits   bits of a phrase                                         (default 8)
--shards        number of shards                                         (default 6)
--first-bytes   size of the first shard                                  (default 1900000)
--held-out      text that is not counted, a FILE, to measure the table on
--engine        duckdb, or spark for what outgrows one machine           (default duckdb)
--spark-sql     Spark's program and its arguments, such as 'spark-sql --master yarn'
--sources, --licence   notes for the manifest

An interrupted run goes on where it was when it is started again in the same way.`;

/** How the command is called, and what it takes where nothing else is given. */
export interface CommandSetting {
  /** As a person types it. */
  readonly called: string;
  /** Path of the GGUF file where --model is not given. */
  readonly model: () => Promise<string>;
}

/** Runs the command. @returns the exit status */
export async function buildTableCommand(args: readonly string[], setting: CommandSetting): Promise<number> {
  const { called } = setting;
  try {
    const values = parse(args);
    if (values.help) process.stdout.write(`${usage(called)}\n`);
    else process.stdout.write(`${JSON.stringify(await build(values, setting), null, 2)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${called}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      model: text,
      out: text,
      memory: { ...text, default: '2GB' },
      threads: text,
      work: text,
      'keep-work': { type: 'boolean' },
      minimum: { ...text, default: '3,3,3,3,3' },
      'rare-share': { ...text, default: '2,2,2,2,2' },
      phrases: text,
      'phrase-bits': { ...text, default: '8' },
      shards: { ...text, default: '6' },
      'first-bytes': { ...text, default: '1900000' },
      'held-out': text,
      engine: { ...text, default: 'duckdb' },
      'spark-sql': { ...text, default: 'spark-sql' },
      sources: text,
      licence: text,
      help: { type: 'boolean' },
    },
  });
  return { ...values, files: positionals };
}

async function build(values: ReturnType<typeof parse>, { called, model: standard }: CommandSetting) {
  const { out, files, engine } = values;
  if (!out || files.length === 0) throw new Error(`Something is missing.\n\n${usage(called)}`);
  const minima = numbers('--minimum', values.minimum, 1, 1e9);
  const shares = numbers('--rare-share', values['rare-share'], 0, 1e9);
  if (minima.length > 5 || shares.length < minima.length) {
    throw new Error('--minimum takes up to five numbers (orders 2 to 6), and --rare-share as many.');
  }
  if (values.phrases !== undefined && minima.length > 4) {
    throw new Error(
      '--phrases takes the place of order 6: give --minimum four numbers at most (orders 2 to 5).',
    );
  }
  if (engine !== 'duckdb' && engine !== 'spark') {
    throw new Error(`--engine ${engine}: it is duckdb or spark.`);
  }
  const phrases = values.phrases !== undefined && {
    phraseRecurrence: numbers('--phrases', values.phrases, 0, 1)[0]!,
    phraseBits: number('--phrase-bits', values['phrase-bits'], 16),
  };
  const [spark, ...sparkArgs] = values['spark-sql'].split(' ').filter(Boolean);
  const { metadata } = readHeader(await readFile(values.model ?? (await standard())));
  return buildTable({
    files,
    metadata,
    out,
    work: values.work ?? `${out.replace(/[\\/]+$/, '')}.work`,
    keepWork: values['keep-work'],
    pruning: minima.map((minimum, i) => ({ minimum, rareShare: shares[i]! })),
    ...phrases,
    shards: number('--shards', values.shards, 256),
    firstShardBytes: number('--first-bytes', values['first-bytes'], 2 ** 31),
    memory: parseBytes(values.memory),
    ...(values.threads !== undefined && { threads: number('--threads', values.threads, 256) }),
    ...(engine === 'spark' && { engine: sparkEngine({ command: spark, args: sparkArgs }) }),
    ...(values['held-out'] !== undefined && { heldOut: [values['held-out']] }),
    sources: values.sources,
    licence: values.licence,
    progress: showProgress(),
  });
}

const number = (name: string, text: string, most: number): number => numbers(name, text, 1, most)[0]!;

function numbers(name: string, text: string, least: number, most: number): number[] {
  const values = text.split(',').map(Number);
  if (!values.every((value) => value >= least && value <= most)) {
    throw new Error(`${name} ${text}: give numbers from ${least} to ${most}, separated by commas.`);
  }
  return values;
}
