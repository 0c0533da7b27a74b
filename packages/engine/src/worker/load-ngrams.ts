import { loadNgramTable, parseManifest, readVocabulary, tokenizerFingerprint } from '@superposed/ngram';
import type { NgramManifest, NgramTable } from '@superposed/ngram';
import { fetchPart } from '../assets/assets';
import { fetchManifest } from '../assets/manifests';
import { describeError, EngineError } from '../protocol/errors';
import { InstantSession } from '../drafting/instant-session';
import { Personal } from '../personal/personal';
import type { EngineConfig } from '../protocol/protocol';
import { createTokenizer, type Tokenizer } from '../text/tokenizer';

/** The n-gram table in the worker, and what it can do without a model. */
export interface Ngrams {
  /** What the model's drafts are mixed with: the table, and over it the writer's own n-grams where they are wanted. */
  readonly source: NgramTable | Personal['source'];
  /** The writer's own n-grams; null where they are not wanted. */
  readonly own: Personal['source'] | null;
  /** Whether any n-gram is in use yet. */
  readonly known: boolean;
  /** Drafts without a model; null where the table has no vocabulary beside it. */
  readonly instant: Pick<InstantSession, 'suggest'> | null;
  readonly personal: Pick<Personal, 'learn' | 'export' | 'delete' | 'never' | 'neverSuggest'> | null;
  /** Whether token ids mean the same to a model's tokenizer. */
  fits(pieces: readonly string[]): Promise<boolean>;
}

/**
 * Loads the table as far as its first shard, and its vocabulary; the other shards join it while it is in use. A part
 * that can't be had costs what is in it and is named in a warning.
 * @returns null where there is no table to use
 */
export async function loadNgrams(
  { ngramsUrl: url, personal: wanted = false }: EngineConfig,
  onWarning: (error: unknown) => void,
): Promise<Ngrams | null> {
  if (url === null) return null;
  try {
    const { manifest, settle } = await fetchManifest(url, (json) => parseManifest(json));
    let isWhole = true;
    const fetchOf = async (file: { file: string; bytes: number; sha256: string }) =>
      (await fetchPart(new URL(file.file, url).href, file)).buffer;
    const shards = new Map(manifest.shards.map((shard) => [shard.file, shard]));
    const vocabulary = loadTokenizer(manifest, fetchOf, onWarning);
    const { table, complete } = await loadNgramTable(
      manifest,
      (file) => fetchOf(shards.get(file)!),
      ({ file, error }) => {
        if (!error) return;
        isWhole = false;
        onWarning(named(file, error));
      },
    );
    const tokenizer = await vocabulary;
    isWhole &&= manifest.vocabulary === undefined || tokenizer !== null;
    void complete.then(() => (isWhole ? settle() : undefined));
    const personal =
      tokenizer && (await Personal.open(table, tokenizer, manifest.tokenizer, wanted, onWarning));
    const source = wanted && personal ? personal.source : table;
    return {
      source,
      own: wanted && personal ? personal.source : null,
      get known() {
        return table.ngrams > 0;
      },
      instant: tokenizer && new InstantSession(source, tokenizer),
      personal,
      fits: async (pieces) =>
        tokenizer
          ? tokenizer.pieces.length === pieces.length &&
            pieces.every((piece, id) => tokenizer.pieces[id] === piece)
          : (await tokenizerFingerprint(pieces)) === manifest.tokenizer,
    };
  } catch (error) {
    onWarning(error);
    return null;
  }
}

async function loadTokenizer(
  { vocabulary, tokenizer }: NgramManifest,
  fetchOf: (file: NonNullable<NgramManifest['vocabulary']>) => Promise<ArrayBuffer>,
  onWarning: (error: unknown) => void,
): Promise<Tokenizer | null> {
  if (!vocabulary) return null;
  try {
    return createTokenizer(readVocabulary(await fetchOf(vocabulary), tokenizer));
  } catch (error) {
    onWarning(named(vocabulary.file, error));
    return null;
  }
}

/** The same error, with the name of the file that it is about. */
function named(file: string, error: unknown): EngineError {
  const { code, message } = describeError(error);
  return new EngineError(code, message.includes(file) ? message : `${file}: ${message}`);
}
