import { mergePairs } from '@superposed/engine/merge-pairs';
import { CommandError } from '../terminal/command-error';
import type { CountedWord } from './english-words';
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
 * Of English alone fewer are kept: those that its words end in most often, and what these are merged of; then the
 * commonest of the vocabulary, those first that a word comes to on any step of its merges.
 * @param metadata of a SentencePiece vocabulary
 * @param words of English, as they are written in a sentence
 * @returns ids, ascending
 * @throws {CommandError} a vocabulary of another kind
 */
export function usedTokens(
  metadata: Readonly<Record<string, unknown>>,
  { writes, onlyEnglish }: Writing,
  words: () => Iterable<CountedWord>,
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
  const counts = new Map<number, number>();
  const found = (piece: string): void => {
    const id = ids.get(piece);
    if (id !== undefined) english.add(id);
  };
  for (const [word, count] of words()) {
    for (const piece of mergePairs(word, scoreOf, found)) {
      const id = ids.get(piece);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + count);
    }
  }
  const handicap = (id: number): number => {
    if (english.has(id)) return 1;
    return NAME.test(pieces[id]!) ? HANDICAP.name : HANDICAP.other;
  };
  // By rank, 1 for the piece that is merged first.
  const ranked = candidates
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((id, i) => ({ id, count: counts.get(id) ?? 0, rank: handicap(id) * (i + 1) }))
    .sort((a, b) => b.count - a.count || a.rank - b.rank);
  for (const { id } of ranked) {
    const steps = new Set([id]);
    mergePairs(pieces[id]!, scoreOf, (piece) => steps.add(ids.get(piece) ?? id));
    const missing = [...steps].filter((step) => !kept.has(step));
    if (kept.size + missing.length <= MOST_ENGLISH) missing.forEach((step) => kept.add(step));
  }
  return [...kept].sort((a, b) => a - b);
}
