import type { Draft } from '@superposed/decoding';
import type { DraftLength } from '../protocol/options';
import type { Tokenizer } from '../text/tokenizer';
import { wordEnds, type TrimRule } from './trim';

/** What taking a draft costs, in characters. */
const KEY = 0.5;

/**
 * How many tokens of a draft are shown. A word: its first one. A phrase: as far as the chance that all of it is right,
 * times the characters that it saves, grows. A sentence: as far as it makes sense.
 * @param typed what is typed of its first word
 * @returns null: to its end
 */
export function shownLength(
  draft: Draft,
  length: DraftLength,
  typed: string,
  tokenizer: Tokenizer,
  trim: TrimRule | null,
): number | null {
  if (length === 'sentence') return null;
  const { tokens, logScores = [] } = draft;
  const textTo = (end: number): string => tokenizer.decode(tokens.slice(0, end)).slice(typed.length);
  const ends = wordEnds(draft, tokenizer, trim).filter((end) => /[\p{L}\p{N}]/u.test(textTo(end)));
  if (length === 'word') return ends[0] ?? null;
  let best: { readonly end: number; readonly worth: number } | null = null;
  for (const end of ends) {
    const chance = Math.exp(logScores.slice(0, end).reduce((sum, score) => sum + score, 0));
    const worth = chance * (textTo(end).trim().length - KEY);
    if (best === null || worth > best.worth) best = { end, worth };
  }
  return best?.end ?? null;
}
