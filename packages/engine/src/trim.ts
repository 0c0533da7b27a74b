import type { Draft } from '@superposed/decoding';
import type { Tokenizer } from './tokenizer';
import { wordStarts } from './words';

/** When a draft has stopped making sense, by the model's own log probabilities (natural). */
export interface TrimRule {
  /** A draft ends before a word that is less likely than this, ln p of all its tokens. */
  readonly word: number;
  /** A draft ends before the word that brings the mean ln p of its tokens under this. */
  readonly mean: number;
}

/** Tuned on one half of the dev paragraphs (docs/quality.md). */
export const TRIM: TrimRule = { word: -7, mean: -3.5 };

/**
 * How many tokens of a draft make sense: whole words, never less than the first one. Tokens whose probability is not
 * known pass.
 */
export function sensibleLength(
  { tokens, logProbs = [] }: Draft,
  tokenizer: Pick<Tokenizer, 'piece'>,
  rule: TrimRule = TRIM,
): number {
  const starts = wordStarts(tokens, tokenizer);
  let total = 0;
  for (const [i, start] of starts.entries()) {
    const end = Math.min(starts[i + 1] ?? tokens.length, logProbs.length);
    const word = logProbs.slice(start, end).reduce((sum, each) => sum + each, 0);
    total += word;
    if (i > 0 && end > start && (word < rule.word || total / end < rule.mean)) return start;
  }
  return tokens.length;
}
