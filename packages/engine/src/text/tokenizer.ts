import { byteLevelBpe, preTokenizerOf } from './byte-level';
import { sentencePiece } from './sentence-piece';
import type { TokenizerModel } from './tokenizer-model';
import { named, TOKEN_TYPE, TokenizerError, unsupported, vocabularyOf, type Vocabulary } from './vocabulary';
import { whyTooLarge } from './vocabulary-limits';

/** Text ⇄ token ids of one model. */
export interface Tokenizer extends Pick<Vocabulary, 'pieces' | 'eosIds' | 'bosIds'> {
  /**
   * Token ids of a text; no special tokens are added (`bosIds` are what a model wants before it).
   * Text is only ever text: a typed `<|im_start|>` becomes the tokens of those letters. Lone surrogates are read as
   * U+FFFD. Bytes that the vocabulary lacks are left out: of SmolLM2's, some control characters and planes without
   * characters.
   * @param continues the text goes on after another one, so no space is put before it, as some models want at a start
   */
  encode(text: string, continues?: boolean): number[];
  /** Text of some tokens; bytes that are not valid UTF-8 (half a character at an end) come out as U+FFFD. */
  decode(ids: ArrayLike<number>): string;
  /** Text of one token, its leading space included; U+FFFD where a token holds only part of a character. */
  piece(id: number): string;
  /** The UTF-8 bytes of one token. */
  bytes(id: number): Uint8Array;
  /** A text as `pieces` write it: ' to' is 'Ġto' or '▁to'. */
  spell(text: string): string;
  /** Whether no token reaches over the space between two words, so that words can be encoded one by one. */
  readonly wordwise: boolean;
  /**
   * Place of a token by how early its piece was made, 0 …: pieces are made in the order of how common they are. Its
   * number, or a larger one where a file has left out tokens before it.
   */
  rank(id: number): number;
  /** Whether a token stands for text like any other: it controls nothing, and is no byte by its number. */
  isPlain(id: number): boolean;
}

/**
 * Makes the tokenizer that a GGUF file describes.
 * @param metadata the file's key/value pairs (`tokenizer.ggml.*`)
 * @throws {TokenizerError} neither byte-level BPE nor SentencePiece, an unknown pre-tokenizer, or tables that are
 *   missing or too large
 */
export function createTokenizer(metadata: Record<string, unknown>): Tokenizer {
  const excess = whyTooLarge(metadata);
  if (excess) {
    throw new TokenizerError('bad-tokenizer', `The model's vocabulary has ${excess}. Use another model.`);
  }
  const { vocabulary, model } = readModel(metadata);
  const { pieces, typeOf, eosIds, bosIds } = vocabulary;
  const userDefined = userDefinedOf(vocabulary);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const knownBytes: Uint8Array[] = [];
  const known: string[] = [];
  const bytes = (id: number): Uint8Array => (knownBytes[id] ??= model.bytes(id));
  const decode = (ids: ArrayLike<number>): string => {
    const parts = Array.from(ids, bytes);
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return decoder.decode(all);
  };
  return {
    encode(text, continues = false) {
      let fresh = !continues;
      return cutOut(userDefined, text).flatMap((part) => {
        const space = fresh && model.addsSpace ? ' ' : '';
        fresh = typeof part === 'number';
        return typeof part === 'number' ? part : model.encode(space + part);
      });
    },
    decode,
    piece: (id) => (known[id] ??= decode([id])),
    bytes,
    spell: (text) => model.spell(text),
    rank: (id) => model.rank(id),
    isPlain: (id) => typeOf(id) === TOKEN_TYPE.normal,
    wordwise: model.wordwise && !userDefined.some(({ piece }) => /\S \S/u.test(piece)),
    pieces,
    eosIds,
    bosIds,
  };
}

function readModel(metadata: Record<string, unknown>): { vocabulary: Vocabulary; model: TokenizerModel } {
  const kind = metadata['tokenizer.ggml.model'];
  if (kind === 'gpt2') {
    const pre = preTokenizerOf(metadata);
    const vocabulary = vocabularyOf(metadata, pre.bos ?? false);
    return { vocabulary, model: byteLevelBpe(metadata, vocabulary, pre) };
  }
  if (kind === 'llama') {
    const vocabulary = vocabularyOf(metadata, true);
    return { vocabulary, model: sentencePiece(metadata, vocabulary) };
  }
  throw unsupported(`tokenizer ${named(kind)}`, "byte-level BPE ('gpt2'), SentencePiece ('llama')");
}

/** User-defined tokens, the longest first. */
function userDefinedOf({ pieces, typeOf }: Vocabulary): { piece: string; id: number }[] {
  return pieces
    .map((piece, id) => ({ piece, id }))
    .filter(({ piece, id }) => typeOf(id) === TOKEN_TYPE.userDefined && piece !== '')
    .sort((a, b) => b.piece.length - a.piece.length);
}

/**
 * Cuts user-defined tokens out of a text, the first of the list first: they stand for their letters wherever these are,
 * such as Gemma's runs of spaces and line breaks.
 * @returns their ids and the texts between, none empty
 */
function cutOut(defined: readonly { piece: string; id: number }[], text: string): (string | number)[] {
  let parts: (string | number)[] = text === '' ? [] : [text];
  for (const { piece, id } of defined) {
    if (!text.includes(piece)) continue;
    parts = parts.flatMap((part) => {
      if (typeof part === 'number') return part;
      return part.split(piece).flatMap((rest, i) => [...(i > 0 ? [id] : []), ...(rest === '' ? [] : [rest])]);
    });
  }
  return parts;
}
