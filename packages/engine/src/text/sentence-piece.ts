import { mergePairs } from './merge-pairs';
import type { TokenizerModel } from './tokenizer-model';
import { missingList, TOKEN_TYPE, type Vocabulary } from './vocabulary';

/** Stands for a space in pieces. */
const SPACE = '▁';
/** Words whose tokens are kept. */
const MOST_KNOWN = 10_000;
/** Letters of a word that is kept. */
const LONGEST_KNOWN = 64;
const BYTE_PIECE = /^<0x([0-9A-Fa-f]{2})>$/;
const utf8 = new TextEncoder();

/**
 * SentencePiece BPE (`tokenizer.ggml.model` = llama): letters are merged into pieces, those of the best score first;
 * letters that are no piece become tokens of their bytes.
 *
 * The library's BPE would need the pairs of all merges, which these files don't hold: for Gemma's 262,144 pieces they
 * took 170 MB, seconds at each start, and a tenth of a second at each key. Scores and pieces are enough.
 * @throws {TokenizerError} 'bad-tokenizer': there are no scores
 */
export function sentencePiece(
  metadata: Record<string, unknown>,
  { pieces, typeOf }: Vocabulary,
): TokenizerModel {
  const scores: unknown = metadata['tokenizer.ggml.scores'];
  const isScores = Array.isArray(scores) && scores.length >= pieces.length;
  if (!isScores || !scores.every((score) => typeof score === 'number' && !Number.isNaN(score))) {
    throw missingList('tokenizer.ggml.scores');
  }
  const ids = new Map<string, number>();
  const byteIds: (number | undefined)[] = [];
  let unknown: number | undefined;
  pieces.forEach((piece, id) => {
    const type = typeOf(id);
    const byte = type === TOKEN_TYPE.byte && BYTE_PIECE.exec(piece);
    if (byte) byteIds[parseInt(byte[1]!, 16)] = id;
    else if (type === TOKEN_TYPE.unknown) unknown ??= id;
    // Nothing that a person types may turn into a control token, not even by merges.
    else if (type !== TOKEN_TYPE.control && piece !== '') ids.set(piece, id);
  });
  // Where no piece has a space after a letter, words are merged one by one, and known ones are looked up.
  const wordwise = ![...ids.keys()].some((piece) => /[^▁]▁/u.test(piece));
  const known = new Map<string, readonly number[]>();
  const scoreOf = (piece: string): number | undefined => {
    const id = ids.get(piece);
    return id === undefined ? undefined : (scores[id] as number);
  };
  const bytesOf = (piece: string): number[] =>
    Array.from(utf8.encode(piece), (byte) => byteIds[byte] ?? unknown).filter((id) => id !== undefined);
  const encodeWord = (word: string): readonly number[] => {
    const found = known.get(word);
    if (found) return found;
    const made = mergePairs(word, scoreOf).flatMap((piece) => ids.get(piece) ?? bytesOf(piece));
    if (known.size === MOST_KNOWN) known.clear();
    if (word.length <= LONGEST_KNOWN) known.set(word, made);
    return made;
  };
  const spell = (text: string): string => text.replaceAll(' ', SPACE);
  return {
    addsSpace: metadata['tokenizer.ggml.add_space_prefix'] !== false,
    wordwise,
    // Scores of merges count down from 0, and stay as they are where pieces are left out.
    rank: (id) => Math.max(id, -(scores[id] as number)),
    encode(text) {
      const spelt = spell(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
      const words = wordwise ? (spelt.match(/▁*[^▁]+|▁+/gu) ?? []) : [spelt];
      return words.flatMap(encodeWord);
    },
    spell,
    bytes(id) {
      const piece = pieces[id]!;
      const type = typeOf(id);
      const byte = type === TOKEN_TYPE.byte && BYTE_PIECE.exec(piece);
      if (byte) return Uint8Array.of(parseInt(byte[1]!, 16));
      const isPlain = type !== TOKEN_TYPE.control && type !== TOKEN_TYPE.userDefined;
      return utf8.encode(isPlain ? piece.replaceAll(SPACE, ' ') : piece);
    },
  };
}
