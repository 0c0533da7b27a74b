import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  parseShard,
  tokenizerFingerprint,
  VERSION,
  writeTable,
  writeVocabulary,
  type NgramManifest,
} from '@superposed/ngram';
import { NgramCounter, type OrderCounts, type Pruning } from './counter';
import { readDocuments } from './documents';

export interface BuildOptions {
  /** Text or JSON lines files, see `readDocuments`. */
  readonly files: readonly string[];
  readonly encode: (text: string) => readonly number[];
  /** The vocabulary in id order. */
  readonly pieces: readonly string[];
  /** `tokenizer.ggml.*` of the model: a copy is laid beside the shards, so that they work before the model is there. */
  readonly metadata?: Record<string, unknown>;
  /** Folder for the shards and manifest.json; made where missing. */
  readonly out: string;
  /** Folder for the temporary database; its parent must exist. */
  readonly scratch: string;
  /** Orders 2 … pruning.length + 1; an n-gram is kept only with its suffix and context. */
  readonly pruning: readonly Pruning[];
  readonly shards: number;
  readonly firstShardBytes: number;
  /** DuckDB's share of the memory, such as '1GB'. */
  readonly memoryLimit: string;
  readonly threads?: number;
  /** Goes into the manifest. */
  readonly sources?: string;
  readonly licence?: string;
  readonly progress?: (message: string) => void;
}

export interface BuildReport {
  readonly documents: number;
  readonly tokens: number;
  readonly orders: readonly { order: number; distinct: number; kept: number }[];
  readonly ngrams: number;
  readonly bytes: number;
  readonly bytesPerNgram: number;
  readonly shards: NgramManifest['shards'];
}

/**
 * Counts text and writes a table: shard-0.ngrams and so on, and manifest.json. The same input gives the same bytes.
 * @throws {Error} an input that can't be read
 */
export async function buildTable(options: BuildOptions): Promise<BuildReport> {
  const { pieces, pruning, progress = () => {} } = options;
  const directory = await mkdtemp(join(options.scratch, 'ngram-builder-'));
  try {
    const counter = await NgramCounter.open({ ...options, maxOrder: pruning.length + 1, directory });
    try {
      const read = await addAll(counter, options, progress);
      const counts: OrderCounts[] = [];
      for (const [i, each] of pruning.entries()) {
        progress(`counting order ${i + 2}`);
        counts.push(await counter.counts(i + 2, each));
      }
      progress('writing shards');
      const tokenizer = await tokenizerFingerprint(pieces);
      const shards = writeTable(counts, { ...options, tokenizer, vocabulary: pieces.length });
      return { ...read, ...(await save(shards, counts, tokenizer, options)) };
    } finally {
      counter.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function addAll(
  counter: NgramCounter,
  { files, encode }: BuildOptions,
  progress: (message: string) => void,
): Promise<{ documents: number; tokens: number }> {
  let documents = 0;
  let tokens = 0;
  for (const [i, file] of files.entries()) {
    progress(`reading ${file} (${i + 1} of ${files.length})`);
    for await (const text of readDocuments(file)) {
      const ids = encode(text);
      counter.add(ids);
      documents++;
      tokens += ids.length;
    }
  }
  return { documents, tokens };
}

async function save(
  shards: readonly Uint8Array[],
  counts: readonly OrderCounts[],
  tokenizer: string,
  { out, metadata, sources, licence }: BuildOptions,
): Promise<Omit<BuildReport, 'documents' | 'tokens'>> {
  await mkdir(out, { recursive: true });
  const entries: NgramManifest['shards'][number][] = [];
  for (const [i, shard] of shards.entries()) {
    const file = `shard-${i}.ngrams`;
    await writeFile(join(out, file), shard);
    // Read back before it is announced: what is written is what a reader takes.
    const { ngrams } = parseShard(shard.slice().buffer, tokenizer);
    const sha256 = createHash('sha256').update(shard).digest('hex');
    entries.push({ file, bytes: shard.length, sha256, ngrams });
  }
  const orders = counts.map(({ order, distinct, counts: kept }) => ({ order, distinct, kept: kept.length }));
  const bytes = entries.reduce((sum, shard) => sum + shard.bytes, 0);
  const ngrams = orders.reduce((sum, { kept }) => sum + kept, 0);
  const manifest: NgramManifest = {
    format: 'superposed-ngrams',
    version: VERSION,
    tokenizer,
    orders: orders.map(({ order }) => order),
    ngrams,
    bytes,
    shards: entries,
    ...(metadata && { vocabulary: await saveVocabulary(writeVocabulary(metadata, tokenizer), out) }),
    ...(sources && { sources }),
    ...(licence && { licence }),
  };
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { orders, ngrams, bytes, bytesPerNgram: bytes / ngrams, shards: entries };
}

async function saveVocabulary(
  bytes: Uint8Array,
  out: string,
): Promise<NonNullable<NgramManifest['vocabulary']>> {
  const file = 'tokenizer.vocabulary';
  await writeFile(join(out, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
