import type { NgramManifest } from '../format/manifest';
import { NgramTable } from './table';

/** What became of one shard. */
export interface ShardStatus {
  readonly file: string;
  readonly ready: boolean;
  /** Why it is not in use. */
  readonly error?: Error;
}

/** Shards that are fetched at a time after the first. */
const PARALLEL = 3;

export interface NgramLoad {
  /** Usable at once; it grows while the other shards arrive. */
  readonly table: NgramTable;
  /** Settles (never rejects) when every shard has been tried: their status in the manifest's order. */
  readonly complete: Promise<readonly ShardStatus[]>;
}

/**
 * Loads a table, its first shard alone at first. A shard that fails costs its own n-grams only.
 * @param manifest see `parseManifest`
 * @param read fetches a file of the manifest and checks its SHA-256
 * @param onShard hears of each shard when it is in use or has failed
 * @returns when the first shard has been tried
 */
export async function loadNgramTable(
  manifest: NgramManifest,
  read: (file: string) => Promise<ArrayBuffer>,
  onShard?: (status: ShardStatus, table: NgramTable) => void,
): Promise<NgramLoad> {
  const table = new NgramTable(manifest.tokenizer);
  const load = async (file: string): Promise<ShardStatus> => {
    const error = await attempt(async () => table.addShard(await read(file)));
    const status: ShardStatus = error ? { file, ready: false, error } : { file, ready: true };
    onShard?.(status, table);
    return status;
  };
  const [head, ...others] = manifest.shards.map((shard) => shard.file);
  const first = head === undefined ? [] : [await load(head)];
  return { table, complete: inParallel(others, load).then((rest) => [...first, ...rest]) };
}

/** Runs a task for each item, few at a time; the results stand in the items' order. */
async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const left = items.entries();
  const work = async () => {
    for (const [i, item] of left) results[i] = await task(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return results;
}

/** The error that a task fails with, if any. */
async function attempt(task: () => Promise<void>): Promise<Error | undefined> {
  try {
    await task();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
