import { DuckDBDataChunk, INTEGER } from '@duckdb/node-api';
import { END, tokens } from './counting-sql';
import { openDuckDb, quoted } from './duckdb';

/** Rows that DuckDB takes at once. */
const CHUNK = 2048;
const MEMORY = 200e6;

/**
 * Writes the windows of documents as Parquet: a row for each token and each end of a document, with the tokens that
 * follow; what follows an end is of no use.
 * @param documents token ids
 * @param width tokens in a row
 * @param source number of the input that they are from
 */
export async function writeWindows(
  documents: readonly (readonly number[])[],
  width: number,
  path: string,
  source = 0,
): Promise<void> {
  const length = documents.reduce((sum, ids) => sum + ids.length + 1, 0);
  const stream = new Int32Array(length + width).fill(END);
  let at = 0;
  for (const ids of documents) {
    stream.set(ids, at);
    at += ids.length + 1;
  }
  const { connection, close } = await openDuckDb({ memory: MEMORY, threads: 1 });
  try {
    await connection.run(`CREATE TABLE windows (${tokens(width, (t) => `${t} INTEGER`)}, source INTEGER)`);
    const appender = await connection.createAppender('windows');
    for (let start = 0; start < length; start += CHUNK) {
      const rows = Math.min(CHUNK, length - start);
      const chunk = DuckDBDataChunk.create(new Array<typeof INTEGER>(width + 1).fill(INTEGER), rows);
      for (let i = 0; i < width; i++) {
        chunk.setColumnValues(i, Array.from(stream.subarray(start + i, start + i + rows)));
      }
      chunk.setColumnValues(width, new Array<number>(rows).fill(source));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    await connection.run(`COPY windows TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    close();
  }
}
