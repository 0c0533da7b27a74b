/** Most tokens of context that a prompt keeps. */
export const CONTEXT_TOKENS = 512;

/** The window's start moves in steps, so that between two moves every keystroke finds its prefix in the cache. */
const WINDOW = { most: 3000, step: 1000, search: 300, tokenStep: 128 };

/** Where a reader would begin to read: best first. */
const BEGINNINGS = [/\n\s*\n/u, /\n/u, /[.!?]["')\]]*\s+/u, /\s+/u];

/** The last 2,000 to 3,000 characters of a text, from the beginning of a paragraph, line, sentence or word. */
export function windowOf(text: string): string {
  if (text.length <= WINDOW.most) return text;
  const start = Math.ceil((text.length - WINDOW.most) / WINDOW.step) * WINDOW.step;
  const search = text.slice(start, start + WINDOW.search);
  for (const beginning of BEGINNINGS) {
    const match = beginning.exec(search);
    if (match) return text.slice(start + match.index + match[0].length);
  }
  const isHalf = /^[\uDC00-\uDFFF]/.test(search);
  return text.slice(isHalf ? start + 1 : start);
}

/** How many tokens to leave out at the front so that at most CONTEXT_TOKENS remain. */
export function tokensToDrop(length: number): number {
  const excess = Math.max(0, length - CONTEXT_TOKENS);
  return Math.ceil(excess / WINDOW.tokenStep) * WINDOW.tokenStep;
}

/** A text cut where the model should go on from. */
export interface Typed {
  /** What the model reads. */
  readonly head: string;
  /** What is typed already of the first token to come: a space, or (part of) a word with the space before it. */
  readonly typed: string;
}

/** Letters of the longest word that one token may complete. */
const LONGEST_WORD = 64;

/**
 * Steps back over what is typed of the next token. The model's words carry the space before them, so
 * 'I will ' and 'I wil' are read as 'I will' + ' …' and 'I' + ' wil…' (token healing). What is longer than any word is
 * read as it stands.
 */
export function stepBack(text: string): Typed {
  const end = text.slice(-LONGEST_WORD - 1);
  const word = / $| ?[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]*)*$/u.exec(end)?.[0] ?? '';
  const typed = word.length > LONGEST_WORD ? '' : word;
  return { head: text.slice(0, text.length - typed.length), typed };
}
