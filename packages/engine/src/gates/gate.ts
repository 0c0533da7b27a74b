/** What a gate knows when it judges: the text up to the caret, and what the page says of it. */
export interface GateContext {
  /** The text up to the caret. */
  readonly text: string;
  /** What else the writer can see and may repeat: the message that is replied to, a title. */
  readonly context?: string;
  /** Language of the field as its `lang` says, BCP 47. */
  readonly language?: string;
  /** Languages that the model knows, ISO 639-1. */
  readonly languages: readonly string[];
  /** Whether the text is close to one that gets no drafts: they are held to a stricter list. Default false. */
  readonly wary?: boolean;
}

/**
 * Looks at the text, before anything is decoded.
 * @returns whether no draft at all should be shown here
 */
export type TextGate = (context: GateContext) => boolean;

/**
 * Looks at one draft.
 * @param draft what would be inserted at the caret
 * @returns how many of its characters may be shown: all, those before the first word that is not wanted, or 0
 */
export type DraftGate = (draft: string, context: GateContext) => number;

/** Letters before the caret that are looked at closely: patterns that end at the caret take time by their square. */
const REACH = 300;

/** The end of a text. */
export const nearCaret = (text: string): string => text.slice(-REACH);

/** A text up to the last white space: without the word that may not be whole yet. */
export function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1]!.trim() !== '') end--;
  return text.slice(0, end);
}

/** Keeps what was told of a key until another one comes: of the finished words while the next one is typed. */
export function latestOnly<T>(): (key: string, tell: () => T) => T {
  let latest: { readonly key: string; readonly told: T } | undefined;
  return (key, tell) => {
    if (latest?.key !== key) latest = { key, told: tell() };
    return latest.told;
  };
}

/** What is near a caret, in words. */
export interface WordsAtCaret {
  /** Finished words, which stay the same at each letter of the next one. */
  readonly finished: string;
  /** What is typed of that. */
  readonly word: string;
}

const latestWords = latestOnly<WordsAtCaret>();

export const wordsAtCaret = (text: string): WordsAtCaret =>
  latestWords(text, () => {
    const end = text.slice(-2 * REACH);
    const finished = withoutLastWord(end);
    return { finished: nearCaret(finished), word: end.slice(finished.length) };
  });

/** The last sentence of a text, up to the caret: [start, text.length). Line breaks end sentences too. */
export function lastSentence(text: string): string {
  const ends = /[.!?…][)"'’”\]]*\s+(?=\S)|\n+/gu;
  let start = 0;
  for (const { index, 0: end } of text.matchAll(ends)) start = index + end.length;
  return text.slice(start);
}

/** The draft up to the word in which `index` lies: [0, draft.length]. */
export function beforeWord(draft: string, index: number): number {
  const space = draft.slice(0, index).search(/\s+\S*$/u);
  return Math.max(0, space);
}
