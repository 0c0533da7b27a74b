import {
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  type DuckDBAppender,
  type DuckDBConnection,
} from '@duckdb/node-api';
import type { NgramCounts } from '@superposed/ngram';

/** Rows that DuckDB takes at once. */
const CHUNK = 2048;

export interface CounterOptions {
  /** Highest order to count, 2 … 6. */
  readonly maxOrder: number;
  /** An empty folder for the database and what does not fit into memory. */
  readonly directory: string;
  /** What DuckDB may use, such as '1GB'. */
  readonly memoryLimit: string;
  readonly threads?: number;
}

/** Which n-grams of an order are worth their bytes. */
export interface Pruning {
  /** All that occur this often, at least 1. */
  readonly minimum: number;
  /** Of those that occur less often, but twice, the ones with at least this share of their context; over 1 for none. */
  readonly rareShare: number;
}

/** Counts of one order, with what pruning left out. */
export interface OrderCounts extends NgramCounts {
  /** Distinct n-grams before pruning. */
  readonly distinct: number;
}

/** Counts n-grams of token ids in DuckDB, out of core: add all documents, then ask for each order. */
export class NgramCounter {
  private readonly columns: (number | null)[][];
  private rows = 0;
  private readonly chunk: DuckDBDataChunk;

  private constructor(
    private readonly maxOrder: number,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly appender: DuckDBAppender,
  ) {
    this.columns = Array.from({ length: maxOrder }, () => new Array<number | null>(CHUNK).fill(null));
    this.chunk = DuckDBDataChunk.create(
      this.columns.map(() => INTEGER),
      CHUNK,
    );
  }

  static async open({ maxOrder, directory, memoryLimit, threads }: CounterOptions): Promise<NgramCounter> {
    const instance = await DuckDBInstance.create(`${directory}/ngrams.duckdb`, {
      memory_limit: memoryLimit,
      temp_directory: `${directory}/spill`,
      // Rows are sorted where their order matters; keeping that of arrival would cost memory.
      preserve_insertion_order: 'false',
      ...(threads && { threads: String(threads) }),
    });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE windows (${tokens(maxOrder, (t) => `${t} INTEGER`)})`);
    return new NgramCounter(maxOrder, instance, connection, await connection.createAppender('windows'));
  }

  /** Adds a document: a row for each token, with those that follow it; nothing follows the last one. */
  add(ids: readonly number[]): void {
    for (let start = 0; start + 1 < ids.length; start++) {
      for (let i = 0; i < this.maxOrder; i++) this.columns[i]![this.rows] = ids[start + i] ?? null;
      if (++this.rows === CHUNK) this.flush();
    }
  }

  private flush(): void {
    if (this.rows === 0) return;
    this.chunk.reset();
    this.chunk.rowCount = this.rows;
    this.columns.forEach((column, i) => this.chunk.setColumnValues(i, column.slice(0, this.rows)));
    this.appender.appendDataChunk(this.chunk);
    this.rows = 0;
  }

  /**
   * Exact counts of the n-grams of one order that are worth keeping, in order of their tokens. Context totals are taken
   * before pruning. Ask for the orders in turn from 2 up: an n-gram is kept only with its suffix and
   * its context.
   */
  async counts(order: number, { minimum, rareShare }: Pruning): Promise<OrderCounts> {
    this.flush();
    this.appender.flushSync();
    const ngram = tokens(order);
    const context = tokens(order - 1);
    const run = (sql: string) => this.connection.run(sql);
    await run(
      `CREATE TABLE counts AS
         SELECT ${ngram}, count(*)::INTEGER AS count FROM windows WHERE t${order} IS NOT NULL GROUP BY ${ngram}`,
    );
    await run(
      `CREATE TABLE pruned AS
         SELECT ${ngram}, count, total FROM counts
         JOIN (SELECT ${context}, sum(count)::INTEGER AS total FROM counts GROUP BY ${context}) USING (${context})
         WHERE count >= ${minimum} OR (count >= 2 AND count >= ${rareShare} * total)`,
    );
    if (order > 2) {
      await run(
        `CREATE TABLE closed AS SELECT pruned.* FROM pruned
           SEMI JOIN kept AS contexts ON ${equal('contexts', order, 0)}
           SEMI JOIN kept AS suffixes ON ${equal('suffixes', order, 1)}`,
      );
      await run('DROP TABLE pruned');
      await run('DROP TABLE kept');
    }
    await run(`ALTER TABLE ${order > 2 ? 'closed' : 'pruned'} RENAME TO kept`);
    const [distinct, kept] = [await this.rowsOf('counts'), await this.rowsOf('kept')];
    await run('DROP TABLE counts');
    return { distinct, ...(await this.read(order, kept)) };
  }

  private async rowsOf(table: string): Promise<number> {
    const result = await this.connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`);
    return result.getRows()[0]![0] as number;
  }

  private async read(order: number, size: number): Promise<NgramCounts> {
    const ngram = tokens(order);
    const rows = await this.connection.stream(`SELECT ${ngram}, count, total FROM kept ORDER BY ${ngram}`);
    const found = {
      order,
      tokens: new Int32Array(size * order),
      counts: new Int32Array(size),
      totals: new Int32Array(size),
    };
    let at = 0;
    for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
      const columns = chunk.getColumns() as number[][];
      for (let row = 0; row < chunk.rowCount; row++, at++) {
        for (let i = 0; i < order; i++) found.tokens[at * order + i] = columns[i]![row]!;
        found.counts[at] = columns[order]![row]!;
        found.totals[at] = columns[order + 1]![row]!;
      }
    }
    return found;
  }

  close(): void {
    this.appender.closeSync();
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Condition that a kept n-gram of the order below is part of a pruned one, from some token on. */
function equal(kept: string, order: number, from: number): string {
  const pairs = Array.from({ length: order - 1 }, (_, i) => `${kept}.t${i + 1} = pruned.t${i + 1 + from}`);
  return pairs.join(' AND ');
}

/** 't1, t2, …' */
function tokens(count: number, write = (token: string) => token): string {
  return Array.from({ length: count }, (_, i) => write(`t${i + 1}`)).join(', ');
}
