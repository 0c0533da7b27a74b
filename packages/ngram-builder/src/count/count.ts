import { access, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { countSql, keepSql, type Pruning } from './counting-sql';
import { keepPhrasesSql, phrasesSql } from './phrase-sql';
import type { SqlEngine, Views } from './engine';
import { nameOf } from './step-name';
import type { Progress } from '../progress';

/** Where the n-grams of an order are, as Parquet. */
export interface CountedOrder {
  readonly order: number;
  /** All of them: t1 … tn, seen. */
  readonly counts: string;
  /** Those worth keeping: t1 … tn, seen, total. */
  readonly kept: string;
}

/** Runs SELECTs whose results are kept in a folder under a name of their own: what is there is not made again. */
export class Steps {
  constructor(
    private readonly engine: SqlEngine,
    private readonly folder: string,
    private readonly progress: Progress,
  ) {}

  /** @returns the result's folder */
  async run(step: string, select: string, views: Views): Promise<string> {
    const from = Object.entries(views).map(([name, path]) => [name, basename(path)]);
    const folder = join(this.folder, `${step.replaceAll(' ', '-')}-${nameOf(select, from)}`);
    const done = await access(folder).then(
      () => true,
      () => false,
    );
    if (done) return folder;
    // A folder gets its name only when it is whole: an interrupted run leaves nothing that looks complete.
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    const report = (percent: number) => this.progress({ step, done: percent, total: 100, unit: '%' });
    report(0);
    await this.engine.save(select, views, partial, report);
    report(100);
    await rename(partial, folder);
    return folder;
  }
}

/** Counts orders 2, 3, … of the windows in a folder, as many as prunings are given. */
export async function countOrders(
  steps: Steps,
  windows: string,
  pruning: readonly Pruning[],
): Promise<CountedOrder[]> {
  const counted: CountedOrder[] = [];
  for (const [i, each] of pruning.entries()) {
    const order = i + 2;
    const counts = await steps.run(`counting order ${order}`, countSql(order), { windows });
    const below = counted.at(-1);
    const views: Views = below ? { counts, kept: below.kept } : { counts };
    counted.push({
      order,
      counts,
      kept: await steps.run(`pruning order ${order}`, keepSql(order, each), views),
    });
  }
  return counted;
}

/** Where the phrases are, as Parquet. */
export interface CountedPhrases {
  /** All of them: t1 … t6, seen, source. */
  readonly counts: string;
  /** Those worth keeping: t1 … t6. */
  readonly kept: string;
}

/** Counts the phrases of the windows in a folder; see `keepPhrasesSql`. */
export async function countPhrases(
  steps: Steps,
  windows: string,
  recurrence: number,
): Promise<CountedPhrases> {
  const counts = await steps.run('counting phrases', phrasesSql(), { windows });
  const kept = await steps.run('pruning phrases', keepPhrasesSql(recurrence), { windows, phrases: counts });
  return { counts, kept };
}
