import type { Tokenizer } from './tokenizer';

/*
 * What a word is, in one place: letters, digits, marks and `_`, with single `'`, `’` or `-` between them ("don't",
 * "well-known", "snake_case"). Scripts without spaces are one word to it.
 */
const LETTER = '[\\p{L}\\p{N}\\p{M}_]';
const JOINER = "['’-]";
const WORD = `${LETTER}+(?:${JOINER}${LETTER}+)*`;

const STARTS = new RegExp(`^${LETTER}`, 'u');
const ENDS = new RegExp(`${LETTER}$`, 'u');
const GOES_ON = new RegExp(`^(?:${LETTER}|${JOINER}(?=${LETTER}|$))`, 'u');
const FIRST = new RegExp(`^${WORD}`, 'u');
const REST = new RegExp(`^${JOINER}?${WORD}`, 'u');
const ALL = new RegExp(WORD, 'gu');
const LAST = new RegExp(`${WORD}${JOINER}?$`, 'u');

/** Letters in a row that are looked at for a last word: data has longer ones, and looking for them takes long. */
const LONGEST = 100;

/** Whether a text begins inside a word or with one. */
export const startsWithWord = (text: string): boolean => STARTS.test(text);

/** Whether a text ends inside a word or with one. */
export const endsWithWord = (text: string): boolean => ENDS.test(text);

/** Whether a text that comes after part of a word goes on with it. */
export const continuesWord = (text: string): boolean => GOES_ON.test(text);

/** Whether text cut in two is cut inside a word. */
export const cutsWord = (before: string, after: string): boolean => endsWithWord(before) && REST.test(after);

/** The word that a text begins with; '' where it begins with none. */
export const wordAtStart = (text: string): string => FIRST.exec(text)?.[0] ?? '';

/** What a text begins with of a word that began before it, an apostrophe or hyphen in front included. */
export const restOfWord = (text: string): string => REST.exec(text)?.[0] ?? '';

/** The word that a text ends with, an apostrophe or hyphen after it included; '' where it ends with none. */
export const wordAtEnd = (text: string): string => LAST.exec(text.slice(-LONGEST))?.[0] ?? '';

/** All words of a text, in order. */
export const allWords = (text: string): string[] => text.match(ALL) ?? [];

/** How many of the tokens make up the first word, [1, length]; 0 where there are none. */
export function firstWordLength(tokens: readonly number[], tokenizer: Pick<Tokenizer, 'piece'>): number {
  const rest = tokens.slice(1).findIndex((id) => !continuesWord(tokenizer.piece(id)));
  return rest < 0 ? tokens.length : rest + 1;
}

/** Where words begin among the tokens, the first one included: indices. Punctuation belongs to the word before it. */
export function wordStarts(tokens: readonly number[], tokenizer: Pick<Tokenizer, 'piece'>): number[] {
  return tokens.flatMap((id, i) => (i === 0 || /^\s/u.test(tokenizer.piece(id)) ? [i] : []));
}

/** A contraction's ending, as pre-tokenizers part it from its word: no letter of the same word comes after it. */
const CONTRACTION = /\p{L}['’](?:s|t|re|ve|m|ll|d)$/u;

/**
 * How many of the tokens come before the first that is glued to a word which had ended: "thesaurus's" and "value" make
 * no word, though each piece is one.
 * @param before what stands before the first token
 */
export function unglued(tokens: readonly number[], tokenizer: Pick<Tokenizer, 'piece'>, before = ''): number {
  let end = before.slice(-LONGEST);
  const glued = tokens.findIndex((id) => {
    const piece = tokenizer.piece(id);
    if (CONTRACTION.test(end) && continuesWord(piece)) return true;
    end = (end + piece).slice(-LONGEST);
    return false;
  });
  return glued < 0 ? tokens.length : glued;
}
