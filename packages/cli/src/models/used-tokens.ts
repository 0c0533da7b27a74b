import { mergePairs } from '@superposed/engine/merge-pairs';
import { CommandError } from '../terminal/command-error';
import type { CountedWord } from './english-words';
import type { Writing } from './languages';
import { fitLinear } from './linear-fit';

const [NORMAL, CONTROL] = [1, 3];
/** Stays in any case. */
const ALWAYS = /^(?:.|\p{Extended_Pictographic}.*)$/u;

/** Pieces that stay for English alone; with them the parts of Gemma's file have less than 140 MB. */
const MOST_ENGLISH = 110_200;

/** Rows that the fit of counts looks at. */
const SAMPLE = 40_000;

/** Added to a count before its logarithm is taken, and what the fitted count of a middling piece adds to its own. */
const SMOOTHING = { log: 1, fitted: 100 };

/** Rows of the embedding, a row a token. */
export interface EmbeddingRows {
  readonly columns: number;
  /** Writes the row of a token, [columns]. */
  readonly read: (id: number, out: Float32Array) => void;
}

/**
 * The tokens that texts of some languages use. All that other letters than theirs are in can never come up while such a
 * text is merged, so its tokens stay the same; any other text becomes smaller pieces, or bytes.
 *
 * Of English alone fewer are kept: those that its words end in most often, and what these are merged of. What the words
 * don't have is told by the rows, which lie where those of tokens lie that English has as often: a count is fitted to
 * each of them.
 * @param metadata of a SentencePiece vocabulary
 * @param words of English, as they are written in a sentence
 * @returns ids, ascending
 * @throws {CommandError} a vocabulary of another kind
 */
export function usedTokens(
  metadata: Readonly<Record<string, unknown>>,
  { writes, onlyEnglish }: Writing,
  words: () => Iterable<CountedWord>,
  rows: EmbeddingRows,
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
  const counts = new Map<number, number>();
  for (const [word, count] of words()) {
    for (const piece of mergePairs(word, scoreOf)) {
      const id = ids.get(piece);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + count);
    }
  }
  const expected = expectedCounts(candidates, counts, rows);
  // Where two are as common, the one that is merged first.
  const ranked = candidates
    .map((id, i) => ({ id, expected: expected[i]! }))
    .sort((a, b) => b.expected - a.expected || scores[b.id]! - scores[a.id]!);
  for (const { id } of ranked) {
    const steps = new Set([id]);
    mergePairs(pieces[id]!, scoreOf, (piece) => steps.add(ids.get(piece) ?? id));
    const missing = [...steps].filter((step) => !kept.has(step));
    if (kept.size + missing.length <= MOST_ENGLISH) missing.forEach((step) => kept.add(step));
  }
  return [...kept].sort((a, b) => a - b);
}

/** How often each token comes up: as counted, and as its row lets expect. */
function expectedCounts(
  ids: readonly number[],
  counts: ReadonlyMap<number, number>,
  { columns, read }: EmbeddingRows,
): Float64Array {
  const row = new Float32Array(columns);
  const logOf = (id: number): number => Math.log((counts.get(id) ?? 0) + SMOOTHING.log);
  const stride = Math.ceil(ids.length / SAMPLE);
  const samples = function* (): Generator<readonly [Float32Array, number]> {
    for (let i = 0; i < ids.length; i += stride) {
      read(ids[i]!, row);
      yield [row, logOf(ids[i]!)];
    }
  };
  const fitted = fitLinear(columns, samples());
  const middling = ids.reduce((sum, id) => sum + logOf(id), 0) / ids.length;
  return Float64Array.from(ids, (id) => {
    read(id, row);
    return (counts.get(id) ?? 0) + SMOOTHING.fitted * Math.exp(fitted(row) - middling);
  });
}
