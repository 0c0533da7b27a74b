import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { loadNgramTable, parseManifest, tokenizerFingerprint, type NgramTable } from '@superposed/ngram';
import { CommandError } from '../terminal/command-error';

/** Where the English table lies on this machine. */
export const englishTable = (): string =>
  createRequire(import.meta.url).resolve('@superposed/ngram-english/manifest.json');

/** The English table, or null with a word on standard error: as in a browser, drafts do without it. */
export async function loadEnglishNgrams(tokenizer: Pick<Tokenizer, 'pieces'>): Promise<NgramTable | null> {
  try {
    return await loadNgrams(englishTable(), tokenizer);
  } catch (error) {
    process.stderr.write(`superposed: drafts come without n-grams. ${(error as Error).message}\n`);
    return null;
  }
}

/**
 * A table from files, whole and checked.
 * @param path the table's manifest; its shards lie beside it
 * @throws {CommandError} a shard is not what the manifest says
 * @throws {Error} a file can't be read, or the table is of another format or vocabulary
 */
export async function loadNgrams(path: string, tokenizer: Pick<Tokenizer, 'pieces'>): Promise<NgramTable> {
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
