import { lastSentence, latestOnly, wordsAtCaret, type TextGate, type WordsAtCaret } from './gate';
import { CONTEMPT } from './lists/contempt';
import { CRUELTY } from './lists/cruelty';
import { INTIMACY } from './lists/intimacy';
import { SELF_HARM } from './lists/self-harm';
import { VIOLENCE } from './lists/violence';
import { RULES } from './sensitive-rules';
import { wordPattern } from './word-list';

const PATTERNS = RULES.map(([, source]) => new RegExp(source, 'u'));

/** Looked for before all of them: most texts have none of these words. */
const TELLING = new RegExp(`(?<![\\p{L}\\p{N}])(?:${RULES.map(([telling]) => telling).join('|')})`, 'u');

/** Letters of the longest of these. */
const LONGEST = 40;

const selfHarm = wordPattern(SELF_HARM, 'u');
/** Of what is said in this sentence or the one before it. */
const ACTS = [wordPattern(VIOLENCE, 'u'), wordPattern(INTIMACY, 'u'), wordPattern(CRUELTY, 'u')];

/** Of this sentence alone. */
const contempt = wordPattern(CONTEMPT, 'u');

/** Letters that an entry of these lists spans before what is typed and drafted, but for the longest. */
const SPAN = 56;

/** Letters before a word being typed in which an entry may still turn out to be none, by what follows it. */
const OPEN = 24;

/** A text in small letters: its last sentence, the one before it, and what they tell. */
interface Told {
  readonly sentence: string;
  readonly before: string;
  /** They may be about groups or hurt. */
  readonly telling: boolean;
  /** They tell of acts, contempt, or of self-harm across both. */
  readonly acts: boolean;
}

/** @param open letters at the end in which what is found does not count yet */
function isIn(pattern: RegExp, text: string, open: number): boolean {
  const found = pattern.exec(text);
  return found !== null && found.index + found[0].length <= text.length - open;
}

function sentencesOf(near: string): Told {
  const last = lastSentence(near);
  const rest = near.slice(0, near.length - last.length).trimEnd();
  const before = lastSentence(rest.replace(/[.!?…)"'’”\]]+$/u, ''));
  const sentence = last.trimStart();
  const telling = TELLING.test(sentence);
  const open = sentence.endsWith(MARK) ? OPEN : 0;
  const both = `${before} ${sentence}`;
  const acts = ACTS.some((pattern) => isIn(pattern, both, open)) || isIn(contempt, sentence, open);
  return { sentence, before, telling, acts };
}

/** Stands for a word: where one begins, the sentence before it has ended. */
const MARK = '\u0001';

/** Of the finished words: they are looked at once while a word is typed, and for all drafts there. */
const finishedSentences = latestOnly<Told>();

/** The words at the caret in small letters: patterns that fold each letter take several times as long. */
const smallLetters = latestOnly<WordsAtCaret>();

function sentencesAt(finished: string, word: string): Told {
  if (word === '' || /[.!?…\n]/u.test(word)) return sentencesOf(finished + word);
  const told = finishedSentences(finished, () => sentencesOf(finished + MARK));
  const { before } = told;
  const sentence = told.sentence.slice(0, -MARK.length) + word;
  const telling = told.telling || TELLING.test(sentence.slice(-word.length - LONGEST));
  const end = nearEnd(sentence, word.length + SPAN);
  const both = end.length < sentence.length ? end : nearEnd(`${before} ${sentence}`, word.length + SPAN);
  const acts =
    told.acts || selfHarm.test(both) || ACTS.some((pattern) => pattern.test(both)) || contempt.test(end);
  return { sentence, before, telling, acts };
}

/** The last letters of a text, from where a word begins. */
function nearEnd(text: string, letters: number): string {
  return letters >= text.length ? text : text.slice(-letters).replace(/^\S*/, '');
}

/**
 * Whether a text speaks of suicide or self-harm, of violence against people, of a group of people as such, or has begun
 * to insult somebody.
 * @param text up to the caret
 * @param draft what would follow
 */
export function speaksOfHarm(text: string, draft = ''): boolean {
  const { finished, word: typed } = smallLetters(text, () => {
    const caret = wordsAtCaret(text);
    return { finished: caret.finished.toLowerCase(), word: caret.word.toLowerCase() };
  });
  const word = typed + draft.toLowerCase();
  const { sentence, telling, acts } = sentencesAt(finished, word);
  return (
    acts || selfHarm.test(finished + word) || (telling && PATTERNS.some((pattern) => pattern.test(sentence)))
  );
}

/** Silence where a text speaks of harm: no draft can be trusted there. */
export const sensitive: TextGate = ({ text }) => speaksOfHarm(text);
