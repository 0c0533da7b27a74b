import { eld } from 'eld/extrasmall';
import { evidenceOfEnglish } from './english';
import {
  lastSentence,
  nearCaret,
  withoutLastWord,
  type DraftGate,
  type GateContext,
  type TextGate,
} from './gate';

/** Words from which on the detector is right oftener than the guess that a text is English. */
const ENOUGH = 5;

/** Finished words of a sentence from which on the one that is being typed changes nothing. */
const PLENTY = 8;

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
  const near = nearCaret(text);
  let told = lastSentence(near);
  for (let before = near.slice(0, near.length - told.length); words(told).length < ENOUGH;) {
    const sentence = lastSentence(before.trimEnd().replace(/[.!?…)"'’”\]]+$/u, ''));
    const start = before.lastIndexOf(sentence);
    if (sentence.trim() === '' || start < 0) break;
    told = before.slice(start) + told;
    before = before.slice(0, start);
  }
  const all = words(told);
  if (all.length === 0) return null;
  const result = eld.detect(told);
  const { language } = result;
  const scores = result.getScores();
  const best = scores[language] ?? 0;
  if (best === 0 || known.includes(language)) return null;
  const margin = (MARGINS[all.length] ?? 1) * (known.includes('en') ? evidenceOfEnglish(all, isWord) : 1);
  return known.every((each) => best > (scores[each] ?? 0) * margin) ? language : null;
}

/**
 * Silence where the text, or the field by its `lang`, is in a language that the model does not know.
 * @param isWord whether a word in small letters is one of English vocabulary
 */
export function unknownLanguage(isWord?: (word: string) => boolean): TextGate {
  // Most keys go on with the word that the last one was in.
  let latest: { readonly key: string; readonly foreign: boolean } | undefined;
  const isForeign = (text: string, languages: readonly string[]): boolean => {
    const near = nearCaret(text);
    const finished = withoutLastWord(near);
    const told = words(lastSentence(finished)).length < PLENTY ? near : finished;
    const key = `${languages.join()} ${told}`;
    if (latest?.key !== key) latest = { key, foreign: foreignLanguage(told, languages, isWord) !== null };
    return latest.foreign;
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
