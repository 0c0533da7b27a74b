import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startProgram } from '@superposed/model-smollm2-135m/programs';
import type { SqlEngine, Views } from './engine';

export interface SparkOptions {
  /** The program; by default `spark-sql` on the path. */
  readonly command?: string;
  /** Its arguments, such as ['--master', 'yarn']. */
  readonly args?: readonly string[];
}

/** The statements that make Parquet files of a SELECT over folders of Parquet. */
export function sparkScript(select: string, views: Views, folder: string): string {
  const made = Object.entries(views).map(([name, path]) => {
    return `CREATE TEMPORARY VIEW ${name} USING parquet OPTIONS (path ${sparkQuoted(path)});`;
  });
  return [...made, `INSERT OVERWRITE DIRECTORY ${sparkQuoted(folder)} USING parquet ${select};`].join('\n');
}

/** Spark reads backslashes in texts; DuckDB doesn't. */
const sparkQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/**
 * Spark, through its `spark-sql` program: for text that outgrows one machine. The work folder must be on storage that all
 * its machines see.
 */
export function sparkEngine({ command = 'spark-sql', args = [] }: SparkOptions = {}): SqlEngine {
  return {
    async save(select, views, folder) {
      // Spark reads settings from the folder that it runs in, and makes a metastore there.
      const cwd = await mkdtemp(join(tmpdir(), 'superposed-spark-'));
      const absolute = Object.entries(views).map(([name, path]) => [name, resolve(path)] as const);
      const script = sparkScript(select, Object.fromEntries(absolute), resolve(folder));
      try {
        await run([command, ...args, '-e', script], cwd);
      } finally {
        await rm(cwd, { recursive: true, force: true });
      }
    },
  };
}

async function run(command: readonly string[], cwd: string): Promise<void> {
  const [name] = command;
  const unstartable = ({ message }: Error) =>
    new Error(
      `${name} can't be started: ${message}. Install Spark, or name its program with --spark-sql PATH.`,
    );
  return new Promise((resolve, reject) => {
    const child = startProgram(command, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let last = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-2000)));
    child.on('error', (error) => reject(unstartable(error)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ended with ${code ?? 'a signal'}:\n${last.trim()}`));
    });
  });
}
