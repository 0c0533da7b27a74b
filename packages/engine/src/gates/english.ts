/** Words that English writes all the time, and no other language in Latin letters does. */
const ENGLISH = new Set(
  (
    "the and that with you this have they would from which your their what there about because should could been were when who she it's " +
    "i'm don't i've i'll can't didn't doesn't isn't you're my he his her it its if but than these those how into our we're they're that's " +
    "there's won't wasn't couldn't"
  ).split(' '),
);

/** What each such word adds where there is little text, and where there is more of it; two of them at most there. */
const [FEW, MORE] = [1.3, 1.12];

/** A text that is names but for its first word: detectors take them for what they sound like. */
const NAMES = 1.3;

/** One word of English vocabulary, and nothing else; two of them. */
const VOCABULARY = [1, 1.15, 1.4];

/** From so many words on the vocabulary tells nothing that the detector does not, and from so many on names do no harm. */
const [LITTLE, ENOUGH] = [5, 9];

/** Ranks in a vocabulary of some 50,000 pieces of words that are certainly words. */
const KNOWN = 26_000;

/**
 * Whether a word in small letters is one of English vocabulary.
 * @param rank place of a word among all words by how common they are, 0 …; Infinity for none
 */
export const isEnglishBy =
  (rank: (word: string) => number) =>
  (word: string): boolean =>
    rank(word) < KNOWN;

/**
 * How much likelier than English another language has to be, beyond the usual, for a text to be in that one: names, loan
 * words and slang mislead a detector in short texts.
 * @param words of the text, in order
 * @param isWord whether a word in small letters is one of English vocabulary
 * @returns a factor, at least 1
 */
export function evidenceOfEnglish(words: readonly string[], isWord: (word: string) => boolean): number {
  if (words.length >= ENOUGH) return 1;
  const small = words.filter((word, i) => i === 0 || word[0] === word[0]!.toLowerCase());
  const little = words.length < LITTLE;
  const english = words.filter((word, i) => ENGLISH.has(fold(word)) || (word === 'I' && i > 0)).length;
  const names = small.length <= 1 + Math.floor(words.length / LITTLE) ? NAMES : 1;
  const sure = small.every((word) => isWord(word.toLowerCase()));
  const long = little && sure ? small.filter((word) => word.length >= 4).length : 0;
  return (
    (little ? FEW ** english : MORE ** Math.min(english, 2)) *
    names *
    VOCABULARY[Math.min(long, VOCABULARY.length - 1)]!
  );
}

const fold = (word: string): string => word.toLowerCase().replaceAll('’', "'");
