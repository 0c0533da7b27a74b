import { wordAtEnd } from './words';

/** Where a sentence ends and the next one begins; two small letters before the stop tell 'home.' from 'Dr.'. */
const SENTENCE_END = /(?<=\p{Ll}{2}[.!?]["'”’)\]]*)\s+(?=["'“‘(]*\p{Lu})/u;

/** Punctuation at the end that opens what never comes. */
const DANGLING = /(?<=\S)\s+[([{“‘"'–—-]+\s*$/u;

/** Where a sentence ends, as far as can be told before the next word. */
const ENDED = /\p{Ll}{2}[.!?]["'”’)\]]*\s*$/u;

/** Whether a draft goes on in no way that a writer is shown: it has come to the end of a line or a sentence. */
export const endsSentence = (text: string): boolean => /[\n\r]/.test(text.trimStart()) || ENDED.test(text);

/**
 * Makes what the decoder wrote fit for a writer: one line, whole characters, to the end of a sentence at most,
 * and no word cut short at the end.
 * @param whole the draft has ended by itself, so its last word is whole too
 */
export function tidy(text: string, whole: boolean): string {
  const line = text.split(/[\n\r\uFFFD]/u, 1)[0]!;
  const sentence = line.split(SENTENCE_END, 1)[0]!;
  const ended = whole || sentence.length < text.length;
  return (ended ? sentence : withoutLastWord(sentence)).replace(DANGLING, '').trimEnd();
}

/** Cuts a last word that may go on, but never the only word. */
function withoutLastWord(text: string): string {
  return wordAtEnd(text) === '' ? text : text.replace(/(?<=\S)\s+\S+$/u, '');
}
