import { join } from 'node:path';
import { PHRASE_ORDER, type NgramManifest } from '@superposed/ngram';
import type { CountedOrder, CountedPhrases } from '../count/count';
import { openDuckDb } from '../count/duckdb';
import { checkRoom, type MemoryPlan } from '../memory';
import { PhraseReader } from './phrase-reader';
import type { Progress } from '../progress';
import { readKept, rowsOf } from '../count/read-counts';
import { saveTable, type TableFiles } from './save-table';

/** What was counted, and what of it is kept. */
export interface KeptSizes {
  readonly documents: number;
  readonly tokens: number;
  readonly orders: readonly { order: number; distinct: number; kept: number; prunedShare: number }[];
}

export interface SaveOptions extends TableFiles {
  readonly metadata: Record<string, unknown>;
  readonly work: string;
  readonly plan: MemoryPlan;
  readonly progress: Progress;
}

/**
 * Reads what was kept and writes the table: counted n-grams all at once, phrases a shard at a time.
 * @param windows folder of what was counted
 * @throws {Error} what is kept can't be written within the memory
 */
export async function saveKept(
  windows: string,
  orders: readonly CountedOrder[],
  phrases: CountedPhrases | undefined,
  { metadata, work, plan, progress, ...files }: SaveOptions,
): Promise<KeptSizes & { readonly manifest: NgramManifest }> {
  const database = await openDuckDb({ memory: plan.reading, threads: 1, spill: join(work, 'spill') });
  const sizeOf = async (order: number, from: { counts: string }, kept: number) => {
    const distinct = await rowsOf(database, from.counts);
    return { order, distinct, kept, prunedShare: distinct === 0 ? 0 : 1 - kept / distinct };
  };
  try {
    const documents = await rowsOf(database, windows, 't1 < 0');
    const tokens = await rowsOf(database, windows, 't1 >= 0');
    const sizes = [];
    for (const each of orders) sizes.push(await sizeOf(each.order, each, await rowsOf(database, each.kept)));
    const reader = phrases && (await PhraseReader.open(database, phrases.kept, files.shards));
    checkRoom(sizes, reader?.largest ?? 0, files.shards, plan.writing);
    if (phrases && reader) sizes.push(await sizeOf(PHRASE_ORDER, phrases, reader.total));
    const counts = [];
    for (const [i, each] of orders.entries()) counts.push(await readKept(database, each, sizes[i]!.kept));
    const manifest = await saveTable(counts, reader, metadata, files, progress);
    return { documents, tokens, orders: sizes, manifest };
  } finally {
    database.close();
  }
}
