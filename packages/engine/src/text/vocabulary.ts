/** A tokenizer that this package doesn't know, or metadata that lacks one. */
export class TokenizerError extends Error {
  override readonly name = 'TokenizerError';
  constructor(
    readonly code: 'unsupported-tokenizer' | 'bad-tokenizer',
    message: string,
  ) {
    super(message);
  }
}

/** What a token is, by its number in `tokenizer.ggml.token_type`. */
export const TOKEN_TYPE = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

/** Texts of tokens that control, whatever their type in the file, as in llama.cpp. */
const CONTROLS: ReadonlySet<string> = new Set([
  ...['</s>', '<eos>', '<EOT>', '_<EOT>', '[EOT]', '[EOS]', '<end_of_turn>', '<turn|>', '<end_of_utterance>'],
  ...['<|eot_id|>', '<|eot|>', '<|eom_id|>', '<|im_end|>', '<|end|>', '<|endoftext|>', '<|end_of_text|>'],
  ...['<|return|>', '<|call|>', '<|calls|>', '<|flush|>', '<｜end▁of▁sentence｜>'],
]);

/** The tables that tokenizers of all kinds have. */
export interface Vocabulary {
  /** `tokenizer.ggml.tokens`, as the file writes them: [vocabularySize]. */
  readonly pieces: readonly string[];
  /** One of `TOKEN_TYPE`; normal where the file doesn't say. */
  readonly typeOf: (id: number) => number;
  /** Ids that end a text: the model's own end-of-text token first, then every other control token that is in use. */
  readonly eosIds: readonly number[];
  /** What the model wants to read before any text: its beginning-of-text token, or nothing. */
  readonly bosIds: readonly number[];
}

/**
 * Reads the tables of a GGUF file's metadata.
 * @param wantsBos whether tokenizers of this kind begin a text with BOS where the file doesn't say
 * @throws {TokenizerError} 'bad-tokenizer': there are no tokens, or a token that is named is none of them
 */
export function vocabularyOf(metadata: Record<string, unknown>, wantsBos: boolean): Vocabulary {
  const pieces = textsOf(metadata, 'tokenizer.ggml.tokens');
  const types = metadata['tokenizer.ggml.token_type'];
  const typeOf = (id: number): number => {
    if (CONTROLS.has(pieces[id]!)) return TOKEN_TYPE.control;
    return Array.isArray(types) && types[id] !== undefined ? Number(types[id]) : TOKEN_TYPE.normal;
  };
  const eos = idOf(metadata, 'tokenizer.ggml.eos_token_id', pieces.length);
  const eosIds = eos === undefined ? [] : [eos];
  for (let id = 0; id < pieces.length; id++) {
    const isInUse = id !== eos && !pieces[id]!.includes('unused');
    if (isInUse && typeOf(id) === TOKEN_TYPE.control) eosIds.push(id);
  }
  const bos = idOf(metadata, 'tokenizer.ggml.bos_token_id', pieces.length);
  const addsBos = metadata['tokenizer.ggml.add_bos_token'] ?? wantsBos;
  return { pieces, typeOf, eosIds, bosIds: addsBos === true && bos !== undefined ? [bos] : [] };
}

/** @throws {TokenizerError} 'bad-tokenizer': there is no such list, or it is not of texts */
export function textsOf(metadata: Record<string, unknown>, key: string): string[] {
  const value = metadata[key];
  if (!Array.isArray(value) || value.length === 0 || !value.every((each) => typeof each === 'string')) {
    throw missingList(key);
  }
  return value;
}

export function missingList(key: string): TokenizerError {
  return new TokenizerError(
    'bad-tokenizer',
    `The GGUF file has no list '${key}', so its text can't be turned into tokens. Use a complete file.`,
  );
}

/** @param what the file has @param supported what it could have */
export function unsupported(what: string, supported: string): TokenizerError {
  return new TokenizerError(
    'unsupported-tokenizer',
    `The model uses the ${what}, which is not supported. Use a model with: ${supported}.`,
  );
}

/** A name in the metadata, for a message. */
export function named(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : `without a name (${typeof value})`;
}

function idOf(metadata: Record<string, unknown>, key: string, size: number): number | undefined {
  const id = metadata[key];
  if (id !== undefined && !(Number.isInteger(id) && (id as number) >= 0 && (id as number) < size)) {
    throw new TokenizerError('bad-tokenizer', `'${key}' of the GGUF file is none of its ${size} tokens.`);
  }
  return id as number | undefined;
}
