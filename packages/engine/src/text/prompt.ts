import type { Tokenizer } from './tokenizer';

/** Most tokens of context that a prompt keeps. */
export const CONTEXT_TOKENS = 512;

/** Most tokens of context for a model that holds so many: half of a small one's room is left for drafts. */
export const contextTokens = (contextLength: number): number =>
  Math.min(CONTEXT_TOKENS, Math.floor(contextLength / 2));

/** The window's start moves in steps, so that between two moves every keystroke finds its prefix in the cache. */
const WINDOW = { most: 3000, step: 1000, search: 300 };
/** Shares of the tokens that are kept. */
const TOKENS = { step: 1 / 4, search: 3 / 32 };

/** Where a reader would begin to read: best first. */
const BEGINNINGS = [/\n\s*\n/u, /\n/u, /[.!?]["')\]]*\s+|[。！？]/u, /\s+/u];

/** Letters in a row of which more are no half word that could be completed: a script without spaces, or data. */
const MOST_TYPED = 64;

/**
 * The last 2,000 to 3,000 UTF-16 units of a text, from the beginning of a paragraph, line, sentence or word; where there
 * is none, of a character as a reader sees it.
 */
export function windowOf(text: string): string {
  if (text.length <= WINDOW.most) return text;
  const start = Math.ceil((text.length - WINDOW.most) / WINDOW.step) * WINDOW.step;
  const search = text.slice(start, start + WINDOW.search);
  for (const beginning of BEGINNINGS) {
    const match = beginning.exec(search);
    if (match) return text.slice(start + match.index + match[0].length);
  }
  // A cluster may have no end.
  const { index } = new Intl.Segmenter().segment(text).containing(start)!;
  return text.slice(start - index < WINDOW.search ? index : start);
}

type Pieces = Pick<Tokenizer, 'piece' | 'bytes'>;

/** Whether a token begins a line, a sentence, a word, a character: best first. */
const TOKEN_BEGINNINGS: readonly ((tokenizer: Pieces, id: number, before: number) => boolean)[] = [
  (tokenizer, _, before) => tokenizer.piece(before).endsWith('\n'),
  (tokenizer, id, before) => /[.!?]["')\]]*$/u.test(tokenizer.piece(before)) && beginsWord(tokenizer, id),
  (tokenizer, id) => beginsWord(tokenizer, id),
  // No byte of UTF-8 from the middle of a character.
  (tokenizer, id) => ((tokenizer.bytes(id)[0] ?? 0) & 0xc0) !== 0x80,
];

const beginsWord = (tokenizer: Pieces, id: number): boolean => tokenizer.piece(id).startsWith(' ');

/**
 * How many tokens to leave out at the front so that at most `most` remain, and they begin where a line, a sentence, a
 * word or a character does.
 * @param ids tokens of the text
 * @param more number of tokens that stand before and after them
 */
export function tokensToDrop(
  ids: readonly number[],
  more: number,
  tokenizer: Pieces,
  most = CONTEXT_TOKENS,
): number {
  const excess = Math.max(0, ids.length + more - most);
  if (excess === 0) return 0;
  const step = Math.max(1, Math.floor(most * TOKENS.step));
  const least = Math.ceil(excess / step) * step;
  const near = ids.slice(least - 1, least + Math.floor(most * TOKENS.search));
  for (const begins of TOKEN_BEGINNINGS) {
    const found = near.findIndex((id, i) => i > 0 && begins(tokenizer, id, near[i - 1]!));
    if (found > 0) return least - 1 + found;
  }
  return least;
}

/** A text cut where the model should go on from. */
export interface Typed {
  /** What the model reads. */
  readonly head: string;
  /** What is typed already of the first token to come: a space, or (part of) a word with the space before it. */
  readonly typed: string;
}

/**
 * Steps back over what is typed of the next token. The model's words carry the space before them, so
 * 'I will ' and 'I wil' are read as 'I will' + ' …' and 'I' + ' wil…' (token healing). A longer run of letters than
 * any word is read as it stands.
 */
export function stepBack(text: string): Typed {
  const end = text.slice(-MOST_TYPED - 1);
  const [run] = / $| ?[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]*)*$/u.exec(end) ?? [''];
  const typed = run.length > MOST_TYPED ? '' : run;
  return { head: text.slice(0, text.length - typed.length), typed };
}
