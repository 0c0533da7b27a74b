import { cutsWord, restOfWord } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import { publicParts } from './public-parts';

const SENTENCE_END = /[.!?…]["'”’»)\]]*(?=\s)|[^\n](?=\n)/gu;
const WORD_END = /[^\s](?=\s)/gu;
/** Characters without the end of a sentence after which what is complete is learned all the same. */
const LONG = 400;

/**
 * Finds what the writer typed and accepted in a field, and hands it on in stretches: each once, a sentence at a time,
 * and what is left when the caret goes elsewhere. What was there before, was pasted or came by a script is not theirs;
 * what looks like a secret is left out.
 */
export class Learner {
  /** The text up to the caret as last seen; null before the first time. */
  private text: string | null = null;
  /** Where in it the stretch begins that is not learned yet. */
  private start = 0;

  /**
   * @param read what is around the caret; null where nothing may be read
   * @param learn gets a stretch of text, with the white space that led to it
   */
  constructor(
    private readonly read: () => FieldText | null,
    private readonly learn: (text: string) => void,
  ) {}

  /** The text changed. @param foreign the writer did not type it */
  written(foreign = false): void {
    const text = this.read()?.before;
    if (text === undefined) return;
    const was = this.text ?? text;
    const kept = sharedLength(was, text);
    const added = text.length - kept;
    if (this.text === null) this.start = text.length;
    else if (foreign && added > 0) this.restart(kept, text.length);
    // One letter in the place of many is typed; more of them are another text.
    else if (kept < this.start && added > 1) this.restart(was.length, text.length);
    else this.start = Math.min(this.start, kept);
    this.text = text;
    this.learnTo(lastEnd(text, this.start, SENTENCE_END) ?? this.longEnd(text));
  }

  /** The caret may be elsewhere. */
  moved(): void {
    const text = this.read()?.before;
    if (text === undefined || text === this.text) return;
    this.restart(Infinity, text.length);
    this.text = text;
  }

  /** The writer left the field. */
  left(): void {
    this.restart(Infinity, 0);
    this.text = null;
  }

  private longEnd(text: string): number {
    return text.length - this.start > LONG ? (lastEnd(text, this.start, WORD_END) ?? 0) : 0;
  }

  /** Learns what is before `end`; the next stretch begins at `start`. */
  private restart(end: number, start: number): void {
    this.learnTo(end);
    this.start = start;
  }

  private learnTo(end: number): void {
    const { text, start } = this;
    if (text === null || end <= start) return;
    this.start = Math.min(end, text.length);
    const stretch = text.slice(start, end);
    const own = cutsWord(text.slice(0, start), stretch) ? stretch.slice(restOfWord(stretch).length) : stretch;
    for (const part of publicParts(own)) this.learn(part);
  }
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Where the last match in the text from `start` on ends. */
function lastEnd(text: string, start: number, pattern: RegExp): number | undefined {
  const match = [...text.slice(start).matchAll(pattern)].at(-1);
  return match && start + match.index + match[0].length;
}
