import { mergePairs } from '@superposed/engine/merge-pairs';
import { CommandError } from '../terminal/command-error';
import type { Writing } from './languages';

const [NORMAL, CONTROL] = [1, 3];
/** Stays in any case. */
const ALWAYS = /^(?:.|\p{Extended_Pictographic}.*)$/u;
const NAME = /^▁?\p{Lu}/u;

/** Pieces that stay for English alone; with them Gemma's file is of less than 140 MB. */
const MOST_ENGLISH = 101_000;

/** How many times as common a piece has to be that no known word of English comes to; names are of all languages. */
const HANDICAP = { name: 1.5, other: 5 };

/**
 * The tokens that texts of some languages use. All that other letters than theirs are in can never come up while such a
 * text is merged, so its tokens stay the same; any other text becomes smaller pieces, or bytes.
 *
 * Of English alone fewer are kept: the commonest, those first that its words come to on any step of their merges.
 * @param metadata of a SentencePiece vocabulary
 * @param words of English, as they are written in a sentence
 * @returns ids, ascending
 * @throws {CommandError} a vocabulary of another kind
 */
export function usedTokens(
  metadata: Readonly<Record<string, unknown>>,
  { writes, onlyEnglish }: Writing,
  words: () => Iterable<string>,
): number[] {
  if (metadata['tokenizer.ggml.model'] !== 'llama') {
    throw new CommandError(
      'bad-option',
      '--languages is for models with a SentencePiece vocabulary, as Gemma has.',
    );
  }
  const pieces = metadata['tokenizer.ggml.tokens'] as string[];
  const types = metadata['tokenizer.ggml.token_type'] as number[];
  const scores = metadata['tokenizer.ggml.scores'] as number[];
  const isPlain = (id: number): boolean => types[id] === NORMAL;
  const kept = new Set<number>();
  const candidates: number[] = [];
  pieces.forEach((piece, id) => {
    if (types[id] === CONTROL && piece.includes('unused')) return;
    if (!isPlain(id)) kept.add(id);
    else if (!writes(piece)) return;
    else if (onlyEnglish && !ALWAYS.test(piece)) candidates.push(id);
    else kept.add(id);
  });
  if (!onlyEnglish) return [...kept].sort((a, b) => a - b);
  const ids = new Map(candidates.map((id) => [pieces[id]!, id]));
  const scoreOf = (piece: string): number | undefined => {
    const id = ids.get(piece);
    return id === undefined ? undefined : scores[id];
  };
  const english = new Set<number>();
  const found = (piece: string): void => {
    const id = ids.get(piece);
    if (id !== undefined) english.add(id);
  };
  for (const word of words()) mergePairs(word, scoreOf, found);
  // By rank, 1 for the piece that is merged first. What a piece is merged of ranks before it, and is English if it is.
  const ranked = candidates
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((id, i) => {
      const handicap = english.has(id) ? 1 : NAME.test(pieces[id]!) ? HANDICAP.name : HANDICAP.other;
      return { id, rank: handicap * (i + 1) };
    })
    .sort((a, b) => a.rank - b.rank);
  for (const { id } of ranked.slice(0, MOST_ENGLISH - kept.size)) kept.add(id);
  return [...kept].sort((a, b) => a - b);
}
