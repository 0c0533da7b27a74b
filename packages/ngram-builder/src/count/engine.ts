import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckDb, quoted, type DuckDbOptions } from './duckdb';

/** A folder of Parquet files for each view of a SELECT. */
export type Views = Readonly<Record<string, string>>;

/** Runs the counting: SELECTs over folders of Parquet, into folders of Parquet. */
export interface SqlEngine {
  /**
   * @param select in the dialect that all engines share
   * @param folder where the result's Parquet files go; not there yet
   * @param progress hears the percentage, where the engine knows it
   */
  save(select: string, views: Views, folder: string, progress?: (percent: number) => void): Promise<void>;
}

/** How often progress is asked for, in milliseconds. */
const EVERY = 500;

/** DuckDB in this process, out of core. */
export function duckDbEngine(options: DuckDbOptions): SqlEngine {
  return {
    async save(select, views, folder, progress) {
      await mkdir(folder, { recursive: true });
      const { connection, close } = await openDuckDb(options);
      try {
        for (const [name, path] of Object.entries(views)) {
          await connection.run(`CREATE VIEW ${name} AS FROM ${parquet(path)}`);
        }
        await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
        const timer = setInterval(() => {
          const { percentage } = connection.progress;
          if (percentage >= 0) progress?.(percentage);
        }, EVERY);
        try {
          const file = quoted(join(folder, 'part-0.parquet'));
          await connection.run(`COPY (${select}) TO ${file} (FORMAT parquet, COMPRESSION zstd)`);
        } finally {
          clearInterval(timer);
        }
      } finally {
        close();
      }
    },
  };
}

/** All Parquet files of a folder, as DuckDB reads them. */
export const parquet = (folder: string): string => `read_parquet(${quoted(join(folder, '*.parquet'))})`;
