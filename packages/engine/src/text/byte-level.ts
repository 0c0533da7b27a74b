import { Tokenizer as BpeTokenizer } from '@huggingface/tokenizers';
import { PRE_TOKENIZERS, type PreTokenizer } from './pre-tokenizers';
import type { TokenizerModel } from './tokenizer-model';
import { named, textsOf, TOKEN_TYPE, unsupported, type Vocabulary } from './vocabulary';

/** Stand-ins of the 256 bytes in the vocabularies of byte-level tokenizers, as in GPT-2: [byte]. */
export const BYTE_PIECES: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const visible = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(visible ? byte : next++);
  });
})();

const BYTES: ReadonlyMap<string, number> = new Map(BYTE_PIECES.map((piece, byte) => [piece, byte]));
const utf8 = new TextEncoder();

/** A text as it stands in the pieces of a byte-level vocabulary: ' to' is 'Ġto'. */
const toByteLevel = (text: string): string =>
  Array.from(utf8.encode(text), (byte) => BYTE_PIECES[byte]!).join('');

/** @throws {TokenizerError} 'unsupported-tokenizer' */
export function preTokenizerOf(metadata: Record<string, unknown>): PreTokenizer {
  const name = metadata['tokenizer.ggml.pre'] ?? 'default';
  const found = typeof name === 'string' ? PRE_TOKENIZERS.get(name) : undefined;
  if (!found) throw unsupported(`pre-tokenizer ${named(name)}`, [...PRE_TOKENIZERS.keys()].join(', '));
  return found;
}

/** Byte-level BPE (`tokenizer.ggml.model` = gpt2): words of bytes, merged in the order of `tokenizer.ggml.merges`. */
export function byteLevelBpe(
  metadata: Record<string, unknown>,
  { pieces, typeOf }: Vocabulary,
  { patterns, wholeWords = false }: PreTokenizer,
): TokenizerModel {
  const vocab: [string, number][] = [];
  const written = (id: number): boolean => {
    const type = typeOf(id);
    return type === TOKEN_TYPE.control || type === TOKEN_TYPE.unknown || type === TOKEN_TYPE.userDefined;
  };
  pieces.forEach((piece, id) => {
    // Nothing that a person types may turn into a control token, not even by merges.
    if (!written(id)) vocab.push([piece, id]);
  });
  const splits = patterns.map((pattern) => {
    return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
  });
  const bpe = new BpeTokenizer(
    {
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [...splits, { type: 'ByteLevel', add_prefix_space: false, use_regex: false }],
      },
      post_processor: null,
      decoder: null,
      model: {
        type: 'BPE',
        vocab: Object.fromEntries(vocab),
        merges: textsOf(metadata, 'tokenizer.ggml.merges'),
        ignore_merges: wholeWords,
      },
    },
    { clean_up_tokenization_spaces: false },
  );
  return {
    addsSpace: false,
    wordwise: true,
    rank: (id) => id,
    encode: (text) => bpe.encode(text, { add_special_tokens: false }).ids,
    spell: toByteLevel,
    bytes(id) {
      const piece = pieces[id]!;
      if (written(id)) return utf8.encode(piece);
      // A letter that stands for no byte is only in vocabularies that are wrong.
      return Uint8Array.from(Array.from(piece), (letter) => BYTES.get(letter) ?? 0x3f);
    },
  };
}
