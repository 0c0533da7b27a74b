import { spawn } from 'node:child_process';
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
    save: (select, views, folder) => run(command, [...args, '-e', sparkScript(select, views, folder)]),
  };
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let last = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-2000)));
    child.on('error', (error) => {
      const how = 'Install Spark, or name its program with --spark-sql PATH.';
      reject(new Error(`${command} can't be started: ${error.message}. ${how}`));
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code ?? 'a signal'}:\n${last.trim()}`));
    });
  });
}
