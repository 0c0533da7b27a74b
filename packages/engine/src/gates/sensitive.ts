import { lastSentence, latestOnly, wordsAtCaret, type TextGate, type WordsAtCaret } from './gate';
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
const ACTS = [wordPattern(VIOLENCE, 'u'), wordPattern(INTIMACY, 'u')];

/** A text in small letters: its last sentence, the one before it, and whether they may be about groups or hurt. */
interface Told {
  readonly sentence: string;
  readonly before: string;
  readonly telling: boolean;
}

function sentencesOf(near: string): Told {
  const last = lastSentence(near);
  const rest = near.slice(0, near.length - last.length).trimEnd();
  const before = lastSentence(rest.replace(/[.!?…)"'’”\]]+$/u, ''));
  const sentence = last.trimStart();
  return { sentence, before, telling: TELLING.test(sentence) };
}

/** Stands for a word: where one begins, the sentence before it has ended. */
const MARK = 'x';

/** Of the finished words: they are looked at once while a word is typed, and for all drafts there. */
const finishedSentences = latestOnly<Told>();

/** The words at the caret in small letters: patterns that fold each letter take several times as long. */
const smallLetters = latestOnly<WordsAtCaret>();

function sentencesAt(finished: string, word: string): Told {
  if (word === '' || /[.!?…\n]/u.test(word)) return sentencesOf(finished + word);
  const {
    sentence: begun,
    before,
    telling,
  } = finishedSentences(finished, () => sentencesOf(finished + MARK));
  const sentence = begun.slice(0, -MARK.length) + word;
  return { sentence, before, telling: telling || TELLING.test(sentence.slice(-word.length - LONGEST)) };
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
  const { sentence, before, telling } = sentencesAt(finished, word);
  const both = `${before} ${sentence}`;
  return (
    selfHarm.test(finished + word) ||
    ACTS.some((acts) => acts.test(both)) ||
    (telling && PATTERNS.some((pattern) => pattern.test(sentence)))
  );
}

/** Silence where a text speaks of harm: no draft can be trusted there. */
export const sensitive: TextGate = ({ text }) => speaksOfHarm(text);
