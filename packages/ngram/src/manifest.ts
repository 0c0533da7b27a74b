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
      `The n-gram manifest has format version ${manifest.version}; this reader knows ${VERSION}.`,
    );
  }
  if (
    typeof manifest.tokenizer !== 'string' ||
    !Array.isArray(manifest.shards) ||
    !manifest.shards.every(isShard)
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

function isShard(value: unknown): value is ManifestShard {
  const shard = value as Partial<ManifestShard> | null;
  return typeof shard === 'object' && typeof shard?.file === 'string' && typeof shard.sha256 === 'string';
}
