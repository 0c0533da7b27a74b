import { PHRASE_ORDER, type PhraseKeys } from '@superposed/ngram';
import { tokens } from '../count/counting-sql';
import type { DuckDb } from '../count/duckdb';
import { parquet } from '../count/engine';
import { phraseShardSql } from '../count/phrase-sql';

/** Reads the kept phrases a shard at a time: all of them at once may be more than fits into memory. */
export class PhraseReader {
  private constructor(
    private readonly database: DuckDb,
    private readonly kept: string,
    private readonly shardSql: string,
    private readonly sizes: readonly number[],
  ) {}

  /** How many phrases there are. */
  get total(): number {
    return this.sizes.reduce((sum, size) => sum + size, 0);
  }

  /** How many the shard with the most of them has. */
  get largest(): number {
    return Math.max(...this.sizes);
  }

  /**
   * @param kept folder of Parquet
   * @param shards how many the table will have
   */
  static async open(database: DuckDb, kept: string, shards: number): Promise<PhraseReader> {
    const shard = phraseShardSql(shards);
    const query = `SELECT ${shard} AS shard, count(*) FROM ${parquet(kept)} GROUP BY shard`;
    const sizes = new Array<number>(shards).fill(0);
    const result = await database.connection.runAndReadAll(query);
    for (const [index, size] of result.getRows()) sizes[Number(index)] = Number(size);
    return new PhraseReader(database, kept, shard, sizes);
  }

  /** Puts a shard's phrases into `keys`, in no particular order, in the place of what was there. */
  async read(index: number, keys: PhraseKeys): Promise<void> {
    keys.clear();
    if (this.sizes[index] === 0) return;
    const query = `SELECT ${tokens(PHRASE_ORDER)} FROM ${parquet(this.kept)} WHERE ${this.shardSql} = ${index}`;
    for await (const chunk of await this.database.connection.stream(query)) {
      keys.add(chunk.getColumns() as number[][]);
    }
  }
}
