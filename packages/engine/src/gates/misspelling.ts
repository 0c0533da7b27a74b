import { isEnglishBy } from './english';
import { lastSentence, latestOnly, wordsAtCaret, type TextGate } from './gate';
import { foreignLanguage } from './language';

/** Words before the caret that a draft goes on from. */
const NEAR = 3;

/** Rank of words that everybody writes, in a vocabulary of some 50,000 pieces. */
const COMMON = 12_000;

/** Words whose judgement is kept. */
const MOST_JUDGED = 100;

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
  const known = isEnglishBy(rank);
  const common = (word: string): boolean => rank(word) < COMMON;
  // The latest words, at each of the next keys once more.
  const judged = new Map<string, boolean>();
  const isMisspelt = (word: string): boolean => {
    let misspelt = judged.get(word);
    if (misspelt === undefined) {
      misspelt = !isWord(word, known) && isNear(word, common);
      if (judged.size === MOST_JUDGED) judged.clear();
      judged.set(word, misspelt);
    }
    return misspelt;
  };
  const misspeltBefore = latestOnly<readonly string[]>();
  return ({ text, context = '' }) => {
    const { finished } = wordsAtCaret(text);
    const misspelt = misspeltBefore(finished, () =>
      lastSentence(`${finished}x`)
        .split(/\s+/)
        .slice(-NEAR - 1, -1)
        .map((marked) => marked.replace(/^[("'“‘]+|[)"'”’,;:]+$/gu, ''))
        .filter((word) => /^[a-z]{4,14}$/.test(word) && isMisspelt(word)),
    );
    return misspelt.some((word) => !isWritten(word, text, context) && foreignLanguage(text, ['en']) === null);
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
