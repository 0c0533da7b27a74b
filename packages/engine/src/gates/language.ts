import { eld } from 'eld/extrasmall';
import { lastSentence, nearCaret, type DraftGate, type GateContext, type TextGate } from './gate';

/** Words from which on the detector is right oftener than the guess that a text is English. */
const ENOUGH = 5;

/** How much likelier than a known language another one has to be, by the number of words that tell. */
const MARGINS = [Infinity, 1.6, 1.25, 1.1, 1.1];

const words = (text: string): string[] => text.match(/[\p{L}\p{M}'’-]+/gu) ?? [];

interface Detected {
  readonly text: string;
  readonly language: string;
  readonly scores: Readonly<Record<string, number>>;
}

/** The latest one: several gates ask about the same text. */
let latest: Detected = { text: '', language: '', scores: {} };

function detect(text: string): Detected {
  if (latest.text !== text) {
    const result = eld.detect(text);
    latest = { text, language: result.language, scores: result.getScores() };
  }
  return latest;
}

/**
 * The language that the text is in where it ends, if it is none of `known`; null if it is, or if too little is written
 * to tell. Judged by the last sentence, and by the ones before it as long as that is short.
 * @param known languages to believe in as long as nothing else is clearly likelier, ISO 639-1
 */
export function foreignLanguage(text: string, known: readonly string[]): string | null {
  const near = nearCaret(text);
  let told = lastSentence(near);
  for (let before = near.slice(0, near.length - told.length); words(told).length < ENOUGH;) {
    const sentence = lastSentence(before.trimEnd().replace(/[.!?…)"'’”\]]+$/u, ''));
    const start = before.lastIndexOf(sentence);
    if (sentence.trim() === '' || start < 0) break;
    told = before.slice(start) + told;
    before = before.slice(0, start);
  }
  const count = words(told).length;
  if (count === 0) return null;
  const { language, scores } = detect(told);
  const best = scores[language] ?? 0;
  if (best === 0 || known.includes(language)) return null;
  const likeliestKnown = Math.max(0, ...known.map((language) => scores[language] ?? 0));
  return best > likeliestKnown * (MARGINS[count] ?? 1) ? language : null;
}

/** Silence where the text, or the field by its `lang`, is in a language that the model does not know. */
export const unknownLanguage: TextGate = ({ text, language, languages }) => {
  if (foreignLanguage(text, languages) !== null) return true;
  const primary = language?.split('-')[0]?.toLowerCase();
  if (!primary || languages.includes(primary)) return false;
  // A page in German has fields in which somebody writes English; enough of it has to stand there.
  return words(lastSentence(nearCaret(text))).length < ENOUGH;
};

/** Drops drafts in another language than the text's, as far as both are long enough to tell. */
export const otherLanguage: DraftGate = (draft, { text, languages }: GateContext) => {
  if (languages.length < 2 || words(draft).length < ENOUGH - 1) return draft.length;
  const own = eld.detect(nearCaret(text)).language;
  if (own === '') return draft.length;
  return foreignLanguage(draft.trim(), [own]) === null ? draft.length : 0;
};
