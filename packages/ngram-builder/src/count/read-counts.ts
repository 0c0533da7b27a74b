import type { NgramCounts } from '@superposed/ngram';
import type { CountedOrder } from './count';
import { tokens } from './counting-sql';
import type { DuckDb } from './duckdb';
import { parquet } from './engine';

/** How many rows a folder of Parquet has that fit a condition. */
export async function rowsOf({ connection }: DuckDb, folder: string, condition = 'true'): Promise<number> {
  const query = `SELECT count(*) FROM ${parquet(folder)} WHERE ${condition}`;
  const result = await connection.runAndReadAll(query);
  return Number(result.getRows()[0]![0]);
}

/**
 * The kept n-grams of an order, sorted by their tokens.
 * @param size how many there are
 * @throws {Error} one was seen 2³¹ times or more
 */
export async function readKept(
  database: DuckDb,
  { order, kept }: CountedOrder,
  size: number,
): Promise<NgramCounts> {
  const ngram = tokens(order);
  const columns = `${ngram}, CAST(seen AS INTEGER), CAST(total AS INTEGER)`;
  const rows = await database.connection.stream(`SELECT ${columns} FROM ${parquet(kept)} ORDER BY ${ngram}`);
  const found = {
    order,
    tokens: new Int32Array(size * order),
    counts: new Int32Array(size),
    totals: new Int32Array(size),
  };
  let at = 0;
  for await (const chunk of rows) {
    const values = chunk.getColumns() as number[][];
    for (let row = 0; row < chunk.rowCount; row++, at++) {
      for (let i = 0; i < order; i++) found.tokens[at * order + i] = values[i]![row]!;
      found.counts[at] = values[order]![row]!;
      found.totals[at] = values[order + 1]![row]!;
    }
  }
  return found;
}
