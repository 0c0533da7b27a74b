import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NgramSource } from '@superposed/decoding';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { loadNgramTable, parseManifest, tokenizerFingerprint } from '@superposed/ngram';
import { CommandError } from './command';

const ENGLISH = '@superposed/ngram-english/manifest.json';

/**
 * The English table, whole and checked.
 * @throws {CommandError} a shard that is missing or is not what the manifest says
 * @throws {NgramFormatError} a table of another vocabulary or format
 */
export async function loadEnglishNgrams(tokenizer: Tokenizer): Promise<NgramSource> {
  const path = createRequire(import.meta.url).resolve(ENGLISH);
  const json: unknown = JSON.parse(await readFile(path, 'utf8'));
  const manifest = parseManifest(json, await tokenizerFingerprint(tokenizer.pieces));
  const sums = new Map(manifest.shards.map(({ file, sha256 }) => [file, sha256]));
  const { table, complete } = await loadNgramTable(manifest, async (file) => {
    const bytes = await readFile(join(dirname(path), file));
    if (createHash('sha256').update(bytes).digest('hex') !== sums.get(file)) {
      throw new CommandError('wrong-checksum', `${file} of the n-gram table is not what its manifest says.`);
    }
    return Uint8Array.from(bytes).buffer;
  });
  for (const { error } of await complete) if (error) throw error;
  return table;
}
