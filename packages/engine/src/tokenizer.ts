import { Tokenizer as BpeTokenizer } from '@huggingface/tokenizers';

/** Text ⇄ token ids of one model. */
export interface Tokenizer {
  /**
   * Token ids of a text; no special tokens are added.
   * Text is only ever text: a typed `<|im_start|>` becomes the tokens of those letters. Lone surrogates are read as U+FFFD.
   */
  encode(text: string): number[];
  /** Text of some tokens; bytes that are not valid UTF-8 (half a character at an end) come out as U+FFFD. */
  decode(ids: ArrayLike<number>): string;
  /** Text of one token, its leading space included; U+FFFD where a token holds only part of a character. */
  piece(id: number): string;
  /** The vocabulary as it stands in the GGUF (`tokenizer.ggml.tokens`), [vocabularySize]. */
  readonly pieces: readonly string[];
  /** Ids that end a text: the model's own end-of-text token first, then every other control token. */
  readonly eosIds: readonly number[];
}

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

/** `tokenizer.ggml.token_type` of a token that never stands for text. */
const CONTROL = 3;

/** Pre-tokenizers by the name in `tokenizer.ggml.pre`. */
const PRE_TOKENIZERS: Record<string, object[]> = {
  // Each of 0-9 stands alone, then words as in GPT-2.
  smollm: [
    { type: 'Digits', individual_digits: true },
    { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  ],
};

/**
 * Makes the tokenizer that a GGUF file describes.
 * @param metadata the file's key/value pairs (`tokenizer.ggml.*`)
 * @throws {TokenizerError} another model than byte-level BPE, an unknown pre-tokenizer, or missing tables
 */
export function createTokenizer(metadata: Record<string, unknown>): Tokenizer {
  const model = metadata['tokenizer.ggml.model'];
  if (model !== 'gpt2') {
    throw unsupported(`tokenizer '${String(model)}'`, "byte-level BPE ('gpt2')");
  }
  const preName = String(metadata['tokenizer.ggml.pre']);
  const preTokenizers = Object.hasOwn(PRE_TOKENIZERS, preName) ? PRE_TOKENIZERS[preName] : undefined;
  if (!preTokenizers) {
    throw unsupported(`pre-tokenizer '${preName}'`, Object.keys(PRE_TOKENIZERS).join(', '));
  }
  const pieces = table<string>(metadata, 'tokenizer.ggml.tokens', 'string');
  const merges = table<string>(metadata, 'tokenizer.ggml.merges', 'string');
  const types = metadata['tokenizer.ggml.token_type'] as ArrayLike<number> | undefined;

  const bpe = new BpeTokenizer(
    {
      // No added tokens: nothing that a person types may turn into a control token.
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'Sequence', pretokenizers: preTokenizers },
      post_processor: null,
      decoder: { type: 'ByteLevel' },
      model: { type: 'BPE', vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])), merges },
    },
    { clean_up_tokenization_spaces: false },
  );
  const decode = (ids: ArrayLike<number>) => (ids.length ? bpe.decode(Array.from(ids)) : '');
  const known: string[] = [];
  return {
    encode: (text) => bpe.encode(text, { add_special_tokens: false }).ids,
    decode,
    piece: (id) => (known[id] ??= decode([id])),
    pieces,
    eosIds: endIds(metadata['tokenizer.ggml.eos_token_id'], types),
  };
}

function endIds(eos: unknown, types: ArrayLike<number> = []): number[] {
  const ids = eos === undefined ? [] : [Number(eos)];
  for (let id = 0; id < types.length; id++) {
    if (types[id] === CONTROL && id !== ids[0]) ids.push(id);
  }
  return ids;
}

function table<T>(metadata: Record<string, unknown>, key: string, type: string): T[] {
  const value = metadata[key];
  if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== type) {
    throw new TokenizerError(
      'bad-tokenizer',
      `The GGUF file has no list '${key}', so its text can't be turned into tokens. Use a complete file.`,
    );
  }
  return value as T[];
}

function unsupported(what: string, supported: string): TokenizerError {
  return new TokenizerError(
    'unsupported-tokenizer',
    `The model uses the ${what}, which is not supported. Use a model with: ${supported}.`,
  );
}
