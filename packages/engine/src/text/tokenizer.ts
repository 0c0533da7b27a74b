import { Tokenizer as BpeTokenizer } from '@huggingface/tokenizers';
import { whyTooLarge } from './vocabulary-limits';

/** Text ⇄ token ids of one model. */
export interface Tokenizer {
  /**
   * Token ids of a text; no special tokens are added.
   * Text is only ever text: a typed `<|im_start|>` becomes the tokens of those letters. Lone surrogates are read as U+FFFD.
   * Bytes that the vocabulary lacks are left out: of SmolLM2's, some control characters and planes without characters.
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
 * @throws {TokenizerError} another model than byte-level BPE, an unknown pre-tokenizer, or tables that are missing or too large
 */
export function createTokenizer(metadata: Record<string, unknown>): Tokenizer {
  const excess = whyTooLarge(metadata);
  if (excess) {
    throw new TokenizerError('bad-tokenizer', `The model's vocabulary has ${excess}. Use another model.`);
  }
  const model = metadata['tokenizer.ggml.model'];
  if (model !== 'gpt2') {
    throw unsupported(`tokenizer ${named(model)}`, "byte-level BPE ('gpt2')");
  }
  const pre = metadata['tokenizer.ggml.pre'];
  const isKnown = typeof pre === 'string' && Object.hasOwn(PRE_TOKENIZERS, pre);
  const preTokenizers = isKnown ? PRE_TOKENIZERS[pre] : undefined;
  if (!preTokenizers) {
    throw unsupported(`pre-tokenizer ${named(pre)}`, Object.keys(PRE_TOKENIZERS).join(', '));
  }
  const pieces = textsOf(metadata, 'tokenizer.ggml.tokens');
  const merges = textsOf(metadata, 'tokenizer.ggml.merges');

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
    eosIds: endIds(metadata, pieces.length),
  };
}

function endIds(metadata: Record<string, unknown>, size: number): number[] {
  const eos = metadata['tokenizer.ggml.eos_token_id'];
  const types = metadata['tokenizer.ggml.token_type'] ?? [];
  if (eos !== undefined && !(Number.isInteger(eos) && (eos as number) >= 0 && (eos as number) < size)) {
    throw new TokenizerError('bad-tokenizer', `The model's end-of-text token is none of its ${size} tokens.`);
  }
  const ids = eos === undefined ? [] : [eos as number];
  if (Array.isArray(types)) {
    for (let id = 0; id < size; id++) if (types[id] === CONTROL && id !== eos) ids.push(id);
  }
  return ids;
}

function textsOf(metadata: Record<string, unknown>, key: string): string[] {
  const value = metadata[key];
  if (!Array.isArray(value) || value.length === 0 || !value.every((each) => typeof each === 'string')) {
    throw new TokenizerError(
      'bad-tokenizer',
      `The GGUF file has no list '${key}', so its text can't be turned into tokens. Use a complete file.`,
    );
  }
  return value;
}

/** A name in the metadata, for a message. */
function named(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : `without a name (${typeof value})`;
}

function unsupported(what: string, supported: string): TokenizerError {
  return new TokenizerError(
    'unsupported-tokenizer',
    `The model uses the ${what}, which is not supported. Use a model with: ${supported}.`,
  );
}
