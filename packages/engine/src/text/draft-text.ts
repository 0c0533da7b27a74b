import { visibleLength } from './invisible';
import { wordAtEnd } from './words';

/** Where a sentence ends and the next one begins; two small letters before the stop tell 'home.' from 'Dr.'. */
const SENTENCE_END = /(?<=\p{Ll}{2}[.!?]["'”’)\]]*)\s+(?=["'“‘(]*\p{Lu})/u;

/** Punctuation at the end that opens what never comes. */
const DANGLING = /(?<=\S)\s+[([{“‘"'–—-]+\s*$/u;

/** UTF-16 units after a caret that drafts are held to. */
const ENOUGH = 100;

/** Where a sentence ends, as far as can be told before the next word. */
const ENDED = /\p{Ll}{2}[.!?]["'”’)\]]*\s*$/u;

/** Whether a draft goes on in no way that a writer is shown: it has come to the end of a line or a sentence. */
export const endsSentence = (text: string): boolean =>
  /[\n\v\f\r\u0085\u2028\u2029]/.test(text.trimStart()) || ENDED.test(text);

/**
 * Makes what the decoder wrote fit for a writer: one line, whole characters that can be seen, to the end of a sentence at
 * most, and no word cut short at the end.
 * @param whole the draft has ended by itself, so its last word is whole too
 * @param before what the draft goes on from: joiners depend on it
 */
export function tidy(text: string, whole: boolean, before = ''): string {
  const line = text.slice(0, visibleLength(text, before));
  const sentence = line.split(SENTENCE_END, 1)[0]!;
  const ended = whole || sentence.length < text.length;
  return (ended ? sentence : withoutLastWord(sentence)).replace(DANGLING, '').trimEnd();
}

/** Cuts a last word that may go on, but never the only word. */
function withoutLastWord(text: string): string {
  return wordAtEnd(text) === '' ? text : text.replace(/(?<=\S)\s+\S+$/u, '');
}

/** What of the text after the caret drafts are held to: its line, as far as it is looked at; '' where that is blank. */
export const lineAfter = (after: string): string => {
  const [line = ''] = after.slice(0, ENOUGH).split(/[\n\r]/u, 1);
  return line.trim() === '' ? '' : line;
};
