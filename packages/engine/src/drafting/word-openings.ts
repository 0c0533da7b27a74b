import type { Openings, Recall } from '@superposed/decoding';
import type { KnownWord } from '../text/own-text';
import type { Tokenizer } from '../text/tokenizer';

/** Words that are proposed at most. */
const MOST_WORDS = 3;

/** Most tokens that an opening may have: each takes a row, and what is longer is no word. */
export const MOST_OPENING = 12;

/*
 * How often a word that stands above and begins with the letters typed is the one that is being typed, by the number of
 * letters, 1 … 6 and more: counted in handbook pages (docs/quality.md). With several such words, all of them together.
 */
const ONCE = [0.2, 0.38, 0.55, 0.65, 0.69, 0.72];
const ALWAYS = [0.42, 0.7, 0.83, 0.84, 0.87, 0.88];
const SEVERAL = [0.65, 0.85, 0.93, 0.93, 0.93, 0.93];

/** From so many occurrences on a word was seen more than once; half of one may have been forgotten. */
const TWICE = 1.5;

/** Words of the text that what is typed may become. */
export interface WordProposals {
  /** The chance that it goes on to one of them, 0 … 1. */
  readonly share: number;
  /** The chance that it is a word of the text as it stands; what is left of 1 is the model's. */
  readonly whole: number;
  /** Token ids from before the word on, with each one's part of the share. */
  readonly list: Openings['list'];
}

/**
 * Openings for a half word from the words that stand above.
 * @param typed what is typed of the word, with the space before it
 * @param known words that begin with its letters, some of them more than once
 * @returns null where there are none
 */
export function wordOpenings(
  typed: string,
  known: readonly KnownWord[],
  { encode }: Pick<Tokenizer, 'encode'>,
): WordProposals | null {
  const letters = typed.trimStart().length;
  const counts = new Map<string, number>();
  for (const { word, count } of known) counts.set(word, (counts.get(word) ?? 0) + count);
  const words = [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
  const longer = words.filter(({ word }) => word.length > letters);
  if (letters === 0 || words.length === 0) return null;
  const total = words.reduce((sum, { count }) => sum + count, 0);
  const shares = words.length > 1 ? SEVERAL : total >= TWICE ? ALWAYS : ONCE;
  const share = shares[Math.min(letters, shares.length) - 1]!;
  const list = longer
    .slice(0, MOST_WORDS)
    .map(({ word, count }) => ({
      tokens: encode(typed + word.slice(letters), true),
      probability: (share * count) / total,
    }))
    .filter(({ tokens }) => tokens.length <= MOST_OPENING);
  const whole = words
    .filter(({ word }) => word.length === letters)
    .reduce((sum, { count }) => sum + (share * count) / total, 0);
  return { share: sumOf(list), whole, list };
}

/** Openings after a space that is typed, from what followed the last tokens before. */
export function spaceOpenings(
  recall: Recall | null,
  { piece }: Pick<Tokenizer, 'piece'>,
): WordProposals | null {
  const next = recall?.next.filter(({ id }) => /^ ./u.test(piece(id))).slice(0, MOST_WORDS) ?? [];
  if (!recall || next.length === 0) return null;
  const list = next.map(({ id, probability }) => ({
    tokens: [id],
    probability: recall.share * probability,
  }));
  return { share: sumOf(list), whole: 0, list };
}

const sumOf = (list: Openings['list']): number => list.reduce((sum, { probability }) => sum + probability, 0);
