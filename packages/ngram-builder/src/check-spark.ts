/*
 * Counts a small text with DuckDB and with Spark and compares all rows: npm run -s check-spark
 * Spark comes from the Python registry, into a virtual environment in the user's cache; it needs Python 3 and Java 17 or
 * later.
 */
import type { StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '@superposed/model-smollm2-135m';
import { runProgram } from '@superposed/model-smollm2-135m/programs';
import { countOrders, Steps } from './count/count';
import { openDuckDb } from './count/duckdb';
import { duckDbEngine, parquet, type SqlEngine } from './count/engine';
import { sparkEngine } from './count/spark';
import { writeWindows } from './count/windows';

const PYSPARK = 'pyspark==4.0.1';
const DOCUMENTS = 400;
const PRUNING = [
  { minimum: 3, rareShare: 2 },
  { minimum: 3, rareShare: 0.15 },
  { minimum: 3, rareShare: 0.2 },
  { minimum: 2, rareShare: 2 },
  { minimum: 2, rareShare: 2 },
];

/** Documents of skewed random tokens: the same each time. */
function documents(): number[][] {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: DOCUMENTS }, () =>
    Array.from({ length: 100 }, () => Math.floor(300 * random() ** 4)),
  );
}

/** @throws the program did not end well */
function run(command: readonly string[], stdio: StdioOptions = 'inherit'): string {
  const { status, stdout, error } = runProgram(command, { stdio });
  if (status === 0) return stdout;
  throw error ?? new Error(`${command.slice(0, 4).join(' ')} ended with ${status ?? 'a signal'}`);
}

/** Installs Spark where it is not there yet. @returns its program */
async function installSpark(): Promise<string> {
  const environment = join(cacheFolder(), 'spark');
  const python = join(environment, 'bin', 'python');
  const find = () =>
    run(
      [python, '-I', '-c', 'import pyspark; print(pyspark.__path__[0])'],
      ['ignore', 'pipe', 'ignore'],
    ).trim();
  try {
    return join(find(), 'bin', 'spark-sql');
  } catch {
    process.stderr.write(`Installing ${PYSPARK} into ${environment} …\n`);
    await mkdir(cacheFolder(), { recursive: true });
    if (!existsSync(environment)) run(['python3', '-I', '-m', 'venv', environment]);
    run([python, '-I', '-m', 'pip', 'install', '--quiet', PYSPARK]);
    return join(find(), 'bin', 'spark-sql');
  }
}

/** How many rows two folders of Parquet have, and how many of them only one has, counted as often as they are there. */
async function compare(first: string, second: string): Promise<{ rows: number; different: number }> {
  const { connection, close } = await openDuckDb({ memory: 500e6, threads: 1 });
  try {
    const less = (a: string, b: string) =>
      `(SELECT count(*) FROM (FROM ${parquet(a)} EXCEPT ALL FROM ${parquet(b)}))`;
    const query = `SELECT (SELECT count(*) FROM ${parquet(first)}), ${less(first, second)} + ${less(second, first)}`;
    const [rows, different] = (await connection.runAndReadAll(query)).getRows()[0]!.map(Number);
    return { rows: rows!, different: different! };
  } finally {
    close();
  }
}

async function main(): Promise<void> {
  const command = await installSpark();
  const folder = await mkdtemp(join(tmpdir(), 'check-spark-'));
  try {
    const windows = join(folder, 'windows');
    await mkdir(windows);
    await writeWindows(documents(), PRUNING.length + 1, join(windows, 'part-0.parquet'));
    const count = (name: string, engine: SqlEngine) => {
      const steps = new Steps(engine, join(folder, name), ({ step, done }) => {
        if (done === 0) process.stderr.write(`${name}: ${step}\n`);
      });
      return countOrders(steps, windows, PRUNING);
    };
    const spark = sparkEngine({ command, args: ['--master', `local[${availableParallelism()}]`] });
    const byDuckDb = await count(
      'duckdb',
      duckDbEngine({ memory: 500e6, threads: 2, spill: join(folder, 'spill') }),
    );
    const bySpark = await count('spark', spark);
    for (const [i, { order, counts, kept }] of byDuckDb.entries()) {
      const other = bySpark[i]!;
      const result = {
        order,
        counts: await compare(counts, other.counts),
        kept: await compare(kept, other.kept),
      };
      process.stdout.write(`${JSON.stringify(result)}\n`);
      if (result.counts.different + result.kept.different > 0) process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
