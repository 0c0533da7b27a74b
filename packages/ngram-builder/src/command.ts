import { readFile } from 'node:fs/promises';
import { readHeader } from '@superposed/runtime/gguf-header';
import { buildTable, type BuildReport } from './build';
import { sparkEngine } from './count/spark';
import { FLAGS, type FlagValues } from './flags';
import { parseBytes } from './memory';
import { showProgress } from './progress';

/**
 * Builds a table as a command line asks for it; an interrupted run goes on where it was.
 * @param files texts, or patterns such as 'books/*.txt.gz'
 * @param given of `FLAGS`
 * @param standard path of the GGUF file if none is given
 * @throws {Error} a value that is wrong, and what it may be; or what went wrong with a file
 */
export async function buildFromFlags(
  files: readonly string[],
  given: FlagValues,
  standard: () => Promise<string>,
): Promise<BuildReport> {
  const flag = (name: keyof typeof FLAGS): string | undefined => {
    const { option } = FLAGS[name];
    const value = given[name] ?? ('default' in option ? option.default : undefined);
    return value === undefined ? undefined : String(value);
  };
  const [out, engine, phrasesGiven, heldOut, threads] = (
    ['out', 'engine', 'phrases', 'held-out', 'threads'] as const
  ).map(flag);
  if (!out) throw new Error('Say where the table goes: --out FOLDER.');
  if (files.length === 0) throw new Error('Name the files of text to count, such as "texts/**/*.txt".');
  const minima = numbers('--minimum', flag('minimum')!, 1, 1e9);
  const shares = numbers('--rare-share', flag('rare-share')!, 0, 1e9);
  if (minima.length > 5 || shares.length < minima.length) {
    throw new Error('--minimum takes up to five numbers (orders 2 to 6), and --rare-share as many.');
  }
  if (phrasesGiven !== undefined && minima.length > 4) {
    throw new Error(
      '--phrases takes the place of order 6: give --minimum four numbers at most (orders 2 to 5).',
    );
  }
  if (engine !== 'duckdb' && engine !== 'spark') {
    throw new Error(`--engine is duckdb or spark, not ${engine}.`);
  }
  const phrases = phrasesGiven !== undefined && {
    phraseRecurrence: numbers('--phrases', phrasesGiven, 0, 1)[0]!,
    phraseBits: number('--phrase-bits', flag('phrase-bits')!, 16),
  };
  const [spark, ...sparkArgs] = flag('spark-sql')!.split(' ').filter(Boolean);
  const { metadata } = readHeader(await readFile(flag('model') ?? (await standard())));
  return buildTable({
    files,
    metadata,
    out,
    work: flag('work') ?? `${out.replace(/[\\/]+$/, '')}.work`,
    keepWork: given['keep-work'] === true,
    pruning: minima.map((minimum, i) => ({ minimum, rareShare: shares[i]! })),
    ...phrases,
    shards: number('--shards', flag('shards')!, 256),
    firstShardBytes: number('--first-bytes', flag('first-bytes')!, 2 ** 31),
    memory: parseBytes(flag('memory')!),
    ...(threads !== undefined && { threads: number('--threads', threads, 256) }),
    ...(engine === 'spark' && { engine: sparkEngine({ command: spark, args: sparkArgs }) }),
    ...(heldOut !== undefined && { heldOut: [heldOut] }),
    sources: flag('sources'),
    licence: flag('licence'),
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
