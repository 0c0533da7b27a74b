import { eld } from 'eld/extrasmall';
import { evidenceOfEnglish } from './english';
import {
  lastSentence,
  latestOnly,
  nearCaret,
  wordsAtCaret,
  type DraftGate,
  type GateContext,
  type TextGate,
} from './gate';

/** Words from which on the detector is right oftener than the guess that a text is English. */
const ENOUGH = 5;

/** Finished words of a sentence from which on the one that is being typed changes nothing. */
const PLENTY = 8;

/** Finished words from which on it changes nothing where a known language is so many times likelier than any other. */
const [SOME, SURE] = [3, 1.2];

/** How much likelier than a known language another one has to be, by the number of words that tell. */
const MARGINS = [Infinity, 1.6, 1.25, 1.1, 1.1];

const words = (text: string): string[] => text.match(/[\p{L}\p{M}'’-]+/gu) ?? [];

/**
 * The language that the text is in where it ends, if it is none of `known`; null if it is, or if too little is written
 * to tell. Judged by the last sentence, and by the ones before it as long as that is short.
 * @param known languages to believe in as long as nothing else is clearly likelier, ISO 639-1
 * @param isWord whether a word in small letters is one of English vocabulary
 */
export function foreignLanguage(
  text: string,
  known: readonly string[],
  isWord: (word: string) => boolean = () => false,
): string | null {
  const told = tellingEnd(nearCaret(text));
  const all = words(told);
  if (all.length === 0) return null;
  const result = eld.detect(told);
  const { language } = result;
  if (language === '' || known.includes(language)) return null;
  const scores = result.getScores();
  const best = scores[language] ?? 0;
  const margin = (MARGINS[all.length] ?? 1) * (known.includes('en') ? evidenceOfEnglish(all, isWord) : 1);
  return known.every((each) => best > (scores[each] ?? 0) * margin) ? language : null;
}

/** What tells the language of a text: its last sentence, and the ones before it as long as that is short. */
function tellingEnd(near: string): string {
  let told = lastSentence(near);
  for (let before = near.slice(0, near.length - told.length); words(told).length < ENOUGH;) {
    const sentence = lastSentence(before.trimEnd().replace(/[.!?…)"'’”\]]+$/u, ''));
    const start = before.lastIndexOf(sentence);
    if (sentence.trim() === '' || start < 0) break;
    told = before.slice(start) + told;
    before = before.slice(0, start);
  }
  return told;
}

/** How many times likelier a known language is than any other. */
function lead(told: string, known: readonly string[]): number {
  const scores = Object.entries(eld.detect(told).getScores());
  const most = (isKnown: boolean): number =>
    Math.max(0, ...scores.flatMap(([each, score]) => (known.includes(each) === isKnown ? [score] : [])));
  return most(true) / most(false);
}

/**
 * Silence where the text, or the field by its `lang`, is in a language that the model does not know.
 * @param isWord whether a word in small letters is one of English vocabulary
 */
export function unknownLanguage(isWord?: (word: string) => boolean): TextGate {
  const isForeignBy = (text: string, languages: readonly string[]): boolean =>
    foreignLanguage(text, languages, isWord) !== null;
  // What the finished words say, while the next one is typed; undefined: it counts too.
  const settled = latestOnly<boolean | undefined>();
  const isForeign = (text: string, languages: readonly string[]): boolean => {
    const { finished, word } = wordsAtCaret(text);
    const foreign = settled(`${languages.join()} ${finished}`, () => {
      if (words(lastSentence(finished)).length >= PLENTY) return isForeignBy(finished, languages);
      const told = tellingEnd(finished);
      return words(told).length >= SOME && lead(told, languages) >= SURE ? false : undefined;
    });
    return foreign ?? isForeignBy(finished + word, languages);
  };
  return ({ text, language, languages }) => {
    if (isForeign(text, languages)) return true;
    const primary = language?.split('-')[0]?.toLowerCase();
    if (!primary || languages.includes(primary)) return false;
    // A page in German has fields in which somebody writes English; enough of it has to stand there.
    return words(lastSentence(nearCaret(text))).length < ENOUGH;
  };
}

/** Drops drafts in another language than the text's, as far as both are long enough to tell. */
export const otherLanguage: DraftGate = (draft, { text, languages }: GateContext) => {
  if (languages.length < 2 || words(draft).length < ENOUGH - 1) return draft.length;
  const own = eld.detect(nearCaret(text)).language;
  if (own === '') return draft.length;
  return foreignLanguage(draft.trim(), [own]) === null ? draft.length : 0;
};
