import { NgramFormatError } from './errors';
import { VERSION } from './format';

export interface ManifestShard {
  /** File name, relative to the manifest. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  readonly ngrams: number;
}

/** The tokenizer's vocabulary, so that the table can be used without a model. See `readVocabulary`. */
export type ManifestVocabulary = Omit<ManifestShard, 'ngrams'>;

/** What a table is made of. */
export interface NgramManifest {
  readonly format: 'superposed-ngrams';
  readonly version: number;
  /** See `tokenizerFingerprint`. */
  readonly tokenizer: string;
  readonly orders: readonly number[];
  readonly ngrams: number;
  readonly bytes: number;
  /** In the order of their use: the first alone makes a table. */
  readonly shards: readonly ManifestShard[];
  readonly vocabulary?: ManifestVocabulary;
  readonly sources?: string;
  readonly licence?: string;
}

/**
 * Checks a parsed manifest.
 * @param tokenizer where given, the fingerprint of the vocabulary that it must have been built for
 * @throws {NgramFormatError} it is no manifest, of another version or another vocabulary
 */
export function parseManifest(json: unknown, tokenizer?: string): NgramManifest {
  const manifest = json as Partial<NgramManifest> | null;
  if (typeof manifest !== 'object' || manifest?.format !== 'superposed-ngrams') {
    throw new NgramFormatError(
      'bad-magic',
      "This is no n-gram manifest: its format is not 'superposed-ngrams'.",
    );
  }
  if (manifest.version !== VERSION) {
    throw new NgramFormatError(
      'unsupported-version',
      `The n-gram manifest has format version ${JSON.stringify(manifest.version)}; this reader knows ${VERSION}.`,
    );
  }
  if (
    !isSha256(manifest.tokenizer) ||
    !Array.isArray(manifest.shards) ||
    manifest.shards.length > MAX_SHARDS ||
    !manifest.shards.every((shard) => isFile(shard, MAX_FILE)) ||
    !(manifest.vocabulary === undefined || isFile(manifest.vocabulary, MAX_VOCABULARY))
  ) {
    throw new NgramFormatError(
      'corrupt',
      'The n-gram manifest lacks its tokenizer or shards. Fetch it again.',
    );
  }
  if (tokenizer !== undefined && manifest.tokenizer !== tokenizer) {
    throw new NgramFormatError(
      'other-tokenizer',
      'The n-gram table was counted with another vocabulary than the model has: build a table for this model.',
    );
  }
  return manifest as NgramManifest;
}

const MAX_SHARDS = 4096;
/** Largest file that a manifest may announce, in bytes: room for it is made before it comes. */
const MAX_FILE = 2 ** 28;
/** The vocabulary becomes texts and maps, at many times its bytes; those of published models take 1 to 4 MB. */
const MAX_VOCABULARY = 2 ** 24;

function isFile(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { file, bytes, sha256 } = value as Partial<ManifestShard>;
  const fits = Number.isSafeInteger(bytes) && bytes! > 0 && bytes! <= most;
  // A plain name: a manifest must not make the page ask elsewhere.
  return typeof file === 'string' && /^\w[\w.-]*$/.test(file) && fits && isSha256(sha256);
}

function isSha256(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
