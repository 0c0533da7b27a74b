import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  parseShard,
  PHRASE_ORDER,
  PhraseKeys,
  TableWriter,
  tokenizerFingerprint,
  VERSION,
  writeVocabulary,
  type NgramCounts,
  type NgramManifest,
} from '@superposed/ngram';
import type { PhraseReader } from './phrase-reader';
import type { Progress } from '../progress';

export interface TableFiles {
  /** Folder for the shards and manifest.json; made where missing. */
  readonly out: string;
  readonly shards: number;
  readonly firstShardBytes: number;
  /** Bits of a phrase, see `TableOptions`. */
  readonly phraseBits?: number;
  /** Go into the manifest. */
  readonly sources?: string;
  readonly licence?: string;
}

/**
 * Writes a table's files, a shard at a time; the manifest comes last.
 * @param metadata of the model's GGUF file: a copy of its tokenizer is laid beside the shards
 */
export async function saveTable(
  counts: readonly NgramCounts[],
  phrases: PhraseReader | undefined,
  metadata: Record<string, unknown>,
  { out, sources, licence, ...layout }: TableFiles,
  progress: Progress,
): Promise<NgramManifest> {
  const pieces = metadata['tokenizer.ggml.tokens'] as readonly string[];
  const tokenizer = await tokenizerFingerprint(pieces);
  await mkdir(out, { recursive: true });
  const shards: NgramManifest['shards'][number][] = [];
  const writer = new TableWriter(counts, { ...layout, tokenizer, vocabulary: pieces.length });
  const keys = new PhraseKeys(phrases?.largest ?? 0);
  for (let i = 0; i < layout.shards; i++) {
    progress({ step: 'writing', done: (100 * i) / layout.shards, total: 100, unit: '%' });
    await phrases?.read(i, keys);
    const bytes = writer.shard(i, keys);
    // Read back before it is announced: what is written is what a reader takes.
    const { ngrams } = parseShard(bytes.slice().buffer, tokenizer);
    shards.push({ ...(await save(bytes, out, `shard-${i}.ngrams`)), ngrams });
  }
  progress({ step: 'writing', done: 100, total: 100, unit: '%' });
  const manifest: NgramManifest = {
    format: 'superposed-ngrams',
    version: VERSION,
    tokenizer,
    orders: [...counts.map(({ order }) => order), ...(phrases && phrases.total > 0 ? [PHRASE_ORDER] : [])],
    ngrams: shards.reduce((sum, shard) => sum + shard.ngrams, 0),
    bytes: shards.reduce((sum, shard) => sum + shard.bytes, 0),
    shards,
    vocabulary: await save(writeVocabulary(metadata, tokenizer), out, 'tokenizer.vocabulary'),
    ...(sources && { sources }),
    ...(licence && { licence }),
  };
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function save(bytes: Uint8Array, out: string, file: string) {
  await writeFile(join(out, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
