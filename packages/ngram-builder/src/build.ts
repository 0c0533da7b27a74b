import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PHRASE_ORDER, tokenizerFingerprint, type NgramManifest } from '@superposed/ngram';
import { countOrders, countPhrases, Steps } from './count/count';
import type { Pruning } from './count/counting-sql';
import { duckDbEngine, type SqlEngine } from './count/engine';
import { askCounts, heldOutPerplexity, type HeldOut } from './save/held-out';
import { nameOf } from './count/step-name';
import { findInputs } from './texts/inputs';
import { planMemory } from './memory';
import type { Progress } from './progress';
import { saveKept, type KeptSizes } from './save/save-kept';
import type { TableFiles } from './save/save-table';
import { tokenise } from './texts/tokenise';

export interface BuildOptions extends TableFiles {
  /** Paths or glob patterns of text files, see `readDocuments`. */
  readonly files: readonly string[];
  /** Metadata of the model's GGUF file, the tokenizer in it. */
  readonly metadata: Record<string, unknown>;
  /** Folder for what an interrupted run goes on from. */
  readonly work: string;
  /** Leave the folder when all is done: another pruning then needs no new count. */
  readonly keepWork?: boolean;
  /** Of orders 2 … pruning.length + 1. */
  readonly pruning: readonly Pruning[];
  /** Keep phrases of inputs that repeat themselves this much, 0 … 1, see `keepPhrasesSql`. By default none. */
  readonly phraseRecurrence?: number;
  /** What the whole process may hold, in bytes. */
  readonly memory: number;
  /** By default one for each core. */
  readonly threads?: number;
  /** What counts; by default DuckDB. */
  readonly engine?: SqlEngine;
  /** Text that is not counted, to measure the table on. */
  readonly heldOut?: readonly string[];
  /** Characters of text in a part, see `tokenise`. */
  readonly part?: number;
  readonly progress?: Progress;
}

export interface BuildReport extends KeptSizes {
  readonly ngrams: number;
  readonly bytes: number;
  readonly bytesPerNgram: number;
  readonly shards: NgramManifest['shards'];
  readonly heldOut?: HeldOut;
}

/**
 * Counts text and writes a table: shards, the tokenizer's vocabulary and manifest.json. The same input gives the same
 * bytes, whatever the number of threads and however often it was interrupted.
 * @throws {Error} an input that can't be read, or too little memory
 */
export async function buildTable(options: BuildOptions): Promise<BuildReport> {
  const { metadata, work, pruning, progress = () => {}, threads = availableParallelism() } = options;
  const plan = planMemory(options.memory, threads);
  const inputs = await findInputs(options.files);
  // Found now, so that a wrong name does not cost the whole run.
  await findInputs(options.heldOut ?? []);
  const tokenizer = await tokenizerFingerprint(metadata['tokenizer.ggml.tokens'] as readonly string[]);
  const { phraseRecurrence } = options;
  const maxOrder = phraseRecurrence === undefined ? pruning.length + 1 : PHRASE_ORDER;
  const windows = join(work, `windows-${nameOf(inputs, tokenizer, maxOrder, options.part)}`);
  await tokenise(inputs, windows, {
    metadata,
    maxOrder,
    workers: plan.workers,
    part: options.part,
    progress,
  });
  const duckDb = { memory: plan.counting, threads: plan.threads, spill: join(work, 'spill') };
  const steps = new Steps(options.engine ?? duckDbEngine(duckDb), work, progress);
  const orders = await countOrders(steps, windows, pruning);
  const phrases =
    phraseRecurrence === undefined ? undefined : await countPhrases(steps, windows, phraseRecurrence);
  const { heldOut: files } = options;
  const asked = files && (await askCounts(steps, orders, { ...options, heldOut: files }));
  const { manifest, ...about } = await saveKept(windows, orders, phrases, { ...options, plan, progress });
  const { ngrams, bytes, shards } = manifest;
  const heldOut = asked && (await heldOutPerplexity(asked, manifest, options.out));
  if (!options.keepWork) await rm(work, { recursive: true, force: true });
  return { ...about, ngrams, bytes, bytesPerNgram: bytes / ngrams, shards, ...(heldOut && { heldOut }) };
}
