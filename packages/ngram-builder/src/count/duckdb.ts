import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export interface DuckDbOptions {
  /** Bytes that DuckDB may hold; more goes to the spill folder. */
  readonly memory: number;
  readonly threads: number;
  /** Where what does not fit is kept meanwhile; omitted: nowhere. */
  readonly spill?: string;
}

/** A database in memory. */
export interface DuckDb {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

export async function openDuckDb({ memory, threads, spill }: DuckDbOptions): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.floor(memory / 1e6)}MB`,
    threads: String(threads),
    // Rows are sorted where their order matters; with several threads, keeping that of arrival would cost memory.
    preserve_insertion_order: String(threads === 1),
    // Code comes with the package alone: nothing is fetched, or loaded from the user's folder, by what a path looks like.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(spill === undefined ? {} : { temp_directory: spill }),
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
