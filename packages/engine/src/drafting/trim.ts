import type { Draft } from '@superposed/decoding';
import { endsSentence } from '../text/draft-text';
import type { Tokenizer } from '../text/tokenizer';
import { continuesWord, unglued, wordStarts } from '../text/words';

/**
 * When a draft has stopped making sense. Each token counts with its natural log probability under the model alone or
 * under the mixture of model and n-grams, whichever is greater: a phrase of the corpus that the model does not know
 * makes sense too.
 */
export interface TrimRule extends TrimLimits {
  /** For words of which only rows that all drafts share have told: such rows say less about any one of them. */
  readonly shared: TrimLimits;
}

export interface TrimLimits {
  /** A draft ends before a word that is less likely than this, ln p of all its tokens. */
  readonly word: number;
  /** A draft ends before the word that brings the mean ln p of its tokens under this. */
  readonly mean: number;
}

/** Tuned on one half of the dev paragraphs (docs/quality.md). */
export const TRIM: TrimRule = { word: -7, mean: -3.5, shared: { word: -1, mean: -1 } };

/**
 * How many tokens of a draft make sense: whole words, and nothing glued to them. At least what the draft
 * opened with, and the first word, unless only rows that all drafts share have told how it goes on and these say little:
 * where few rows fit the budget, its pieces could be those of another draft's word. What is not known passes.
 */
export function sensibleLength(
  { tokens, logProbs = [], logScores = [], opening = 1 }: Draft,
  tokenizer: Pick<Tokenizer, 'piece'>,
  rule: TrimRule,
): number {
  const starts = wordStarts(tokens, tokenizer);
  const known = Math.max(logProbs.length, logScores.length);
  const sense = Array.from({ length: known }, (_, i) =>
    Math.max(logProbs[i] ?? -Infinity, logScores[i] ?? -Infinity),
  );
  const whole = unglued(tokens, tokenizer);
  let total = 0;
  for (const [i, start] of starts.entries()) {
    const end = Math.min(starts[i + 1] ?? tokens.length, sense.length);
    const word = sense.slice(start, end).reduce((sum, each) => sum + each, 0);
    total += word;
    const limits = end > logProbs.length ? rule.shared : rule;
    if (start >= opening && i > 0 && end > start && (word < limits.word || total / end < limits.mean))
      return Math.min(start, whole);
    if (
      i === 0 &&
      opening === 1 &&
      isGuessed(sense.slice(logProbs.length, Math.min(end, whole)), logProbs.length, rule)
    )
      return 0;
  }
  return whole;
}

/** Whether a first word begins with rows of its own, and goes on with shared ones that hardly support it. */
function isGuessed(shared: readonly number[], own: number, rule: TrimRule): boolean {
  return own > 0 && shared.reduce((sum, each) => sum + each, 0) < rule.shared.word;
}

/**
 * Where a draft may end: lengths in tokens after which no word is cut short, ascending. Its last word may go on, unless
 * the draft has ended or stops making sense.
 * @param rule null: drafts go to their end
 */
export function wordEnds(draft: Draft, tokenizer: Pick<Tokenizer, 'piece'>, rule: TrimRule | null): number[] {
  const { tokens, finished } = draft;
  const whole = tokens.length - Number(finished);
  const most = Math.min(whole, rule ? sensibleLength(draft, tokenizer, rule) : whole);
  const last = finished || most < tokens.length ? most : most - 1;
  const ends = Array.from({ length: Math.max(0, last) }, (_, i) => i + 1);
  return ends.filter((end) => end === whole || !continuesWord(tokenizer.piece(tokens[end]!)));
}

/** Whether nothing that a writer would be shown can come after a draft: its sentence or line, or its sense, has ended. */
export function isOver(draft: Draft, tokenizer: Tokenizer, trim: TrimRule): boolean {
  return (
    endsSentence(tokenizer.decode(draft.tokens)) ||
    sensibleLength(draft, tokenizer, trim) < draft.tokens.length
  );
}
