import { lastSentence, nearCaret, type TextGate } from './gate';
import { foreignLanguage } from './language';

/** Words before the caret that a draft goes on from. */
const NEAR = 3;

/** Ranks of words that are certainly words, and of those that everybody writes, in a vocabulary of some 50,000 pieces. */
const [KNOWN, COMMON] = [26_000, 12_000];

/** Endings that make other words of known ones. */
const ENDINGS =
  /(?:['’]s|s|es|ed|d|ing|er|ers|r|rs|ly|est|st|ness|ment|ments|able|ful|less|ity|ies|ied|ier|al|ism|ist|ists|ish|y|en|ions?|ors?)$/;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/**
 * Silence after a word that is none and is one letter from a common one: 'two cups of flor and'. Names, and words that
 * the text has used before, are the writer's own. English alone: the endings are its.
 * @param rank place of a word, in small letters, among all words by how common they are, 0 …; Infinity for none
 */
export function misspelling(rank: (word: string) => number): TextGate {
  const known = (word: string): boolean => rank(word) < KNOWN;
  const common = (word: string): boolean => rank(word) < COMMON;
  return ({ text, context = '' }) => {
    const finished = lastSentence(nearCaret(text)).split(/\s+/).slice(0, -1);
    return finished.slice(-NEAR).some((marked) => {
      const word = marked.replace(/^[("'“‘]+|[)"'”’,;:]+$/gu, '');
      if (!/^[a-z]{4,14}$/.test(word) || isWord(word, known) || isWritten(word, text, context)) return false;
      return isNear(word, common) && foreignLanguage(text, ['en']) === null;
    });
  };
}

function isWord(word: string, common: (word: string) => boolean): boolean {
  if (common(word)) return true;
  for (let stem = word; ENDINGS.test(stem);) {
    stem = stem.replace(ENDINGS, '');
    if (stem.length < 3) break;
    if ([stem, `${stem}e`, `${stem}y`, stem.replace(/(.)\1$/, '$1')].some(common)) return true;
  }
  const stem = word.replace(
    /^(?:un|re|pre|non|over|under|out|mis|dis|in|im|sub|super|anti|auto|multi|micro|inter|co|de|self)/,
    '',
  );
  if (stem.length >= 3 && stem !== word && isWord(stem, common)) return true;
  // Two common words written as one.
  for (let at = 3; at <= word.length - 3; at++)
    if (common(word.slice(0, at)) && common(word.slice(at))) return true;
  return false;
}

const isWritten = (word: string, text: string, context: string): boolean =>
  `${context}\n${text}`.toLowerCase().split(word).length > 2;

function isNear(word: string, common: (word: string) => boolean): boolean {
  for (let i = 0; i <= word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)];
    if (after.length > 0 && common(before + after.slice(1))) return true;
    if (after.length > 1 && common(before + after[1]! + after[0]! + after.slice(2))) return true;
    if (LETTERS.some((letter) => common(before + letter + after))) return true;
    if (after.length > 0 && LETTERS.some((letter) => common(before + letter + after.slice(1)))) return true;
  }
  return false;
}
