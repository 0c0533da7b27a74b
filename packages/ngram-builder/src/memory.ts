import { PhraseKeys } from '@superposed/ngram';

/** What one worker holds: its JavaScript heap with the tokenizer's tables, a part of the text, and DuckDB's rows of it. */
const WORKER = 450e6;
/** What the process itself holds beside DuckDB: code, the tokenizer, what is no longer needed and not yet given back. */
const OWN = 500e6;
/** What DuckDB holds while it reads the n-grams that are kept. */
const READING = 200e6;
/** What a thread of DuckDB should have, so that their buffers are not most of what it holds. */
const THREAD = 250e6;
/** What DuckDB takes at most for each byte of its limit: 1.38 were measured, where it prunes. */
const DUCKDB_TAKES = 1.5;
const LEAST = 900e6;
/** What a counted n-gram takes while all are looked over: its probability. */
const SURVEY_BYTES = 8;

/** How a limit on the whole process is shared out. */
export interface MemoryPlan {
  /** Bytes for DuckDB while it counts. */
  readonly counting: number;
  /** Most threads for that. */
  readonly threads: number;
  /** Bytes for DuckDB while the n-grams that are kept are read. */
  readonly reading: number;
  /** Bytes for those n-grams while they are written. */
  readonly writing: number;
  /** Most worker threads. */
  readonly workers: number;
}

const UNITS: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** '2GB' → 2e9. @throws {Error} another form */
export function parseBytes(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?B)$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (Number.isFinite(bytes)) return Math.round(bytes);
  throw new Error(`${text} is no amount of memory. Write it as 2GB or 900MB.`);
}

/** @throws {Error} the limit is too low to work in */
export function planMemory(limit: number, cores: number): MemoryPlan {
  if (limit < LEAST) {
    throw new Error(`${limit / 1e6} MB of memory is too little: give ${LEAST / 1e6} MB or more.`);
  }
  const workers = Math.max(1, Math.min(cores, Math.floor((limit - OWN / 2) / WORKER)));
  const counting = (limit - OWN) / DUCKDB_TAKES;
  return {
    counting,
    threads: Math.max(1, Math.min(cores, Math.floor(counting / THREAD))),
    reading: READING,
    writing: limit - OWN - READING,
    workers,
  };
}

/**
 * Looks, before they are read, whether the n-grams that are kept can be written within so many bytes.
 * @param counted how many n-grams with counts there are, by order: all are held
 * @param phrases how many the shard with the most of them has: those of one shard are held
 * @param shards how many the table has
 * @throws {Error} they can not
 */
export function checkRoom(
  counted: readonly { readonly order: number; readonly kept: number }[],
  phrases: number,
  shards: number,
  bytes: number,
): void {
  const total = counted.reduce((sum, { kept }) => sum + kept, 0);
  const held = counted.reduce((sum, { order, kept }) => sum + kept * 4 * (order + 2), 0);
  const inShard = phrases + total / Math.max(1, shards - 1);
  const needed = held + Math.max(total * SURVEY_BYTES, inShard * PhraseKeys.WORK_BYTES);
  if (needed <= bytes) return;
  throw new Error(
    `Writing the n-grams that are kept takes ${Math.ceil(needed / 1e6)} MB, and ${Math.floor(bytes / 1e6)} MB are left ` +
      'for it: give more --memory or more --shards, or keep fewer (--minimum).',
  );
}
