import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  parseShard,
  PHRASE_ORDER,
  tokenizerFingerprint,
  VERSION,
  writeTable,
  writeVocabulary,
  type NgramCounts,
  type NgramManifest,
} from '@superposed/ngram';

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
 * Writes a table's files; the manifest comes last.
 * @param phrases see `writeTable`
 * @param metadata of the model's GGUF file: a copy of its tokenizer is laid beside the shards
 */
export async function saveTable(
  counts: readonly NgramCounts[],
  phrases: Int32Array,
  metadata: Record<string, unknown>,
  { out, sources, licence, ...layout }: TableFiles,
): Promise<NgramManifest> {
  const pieces = metadata['tokenizer.ggml.tokens'] as readonly string[];
  const tokenizer = await tokenizerFingerprint(pieces);
  await mkdir(out, { recursive: true });
  const shards: NgramManifest['shards'][number][] = [];
  const table = writeTable(counts, { ...layout, tokenizer, vocabulary: pieces.length }, phrases);
  for (const [i, bytes] of table.entries()) {
    // Read back before it is announced: what is written is what a reader takes.
    const { ngrams } = parseShard(bytes.slice().buffer, tokenizer);
    shards.push({ ...(await save(bytes, out, `shard-${i}.ngrams`)), ngrams });
  }
  const manifest: NgramManifest = {
    format: 'superposed-ngrams',
    version: VERSION,
    tokenizer,
    orders: [...counts.map(({ order }) => order), ...(phrases.length > 0 ? [PHRASE_ORDER] : [])],
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
