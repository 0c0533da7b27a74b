/** What is known of the places where a context was seen before. */
export interface SeenContext {
  /** Tokens of the context, at least 1. */
  readonly length: number;
  /** How often it was seen; older occurrences may count for less. */
  readonly count: number;
  /** How many different tokens followed it. */
  readonly kinds: number;
  /** Whether the likeliest of them goes on with a word. */
  readonly inWord: boolean;
}

/** Shares by the length of the context, 1 … 9 and more. */
interface Shares {
  /** Seen once, and the next token begins a word, or goes on with one. */
  readonly once: readonly number[];
  readonly onceInWord: readonly number[];
  /** Seen more than once, always with the same token after it. */
  readonly always: readonly number[];
  readonly alwaysInWord: readonly number[];
  /** Different tokens followed: all of them together. */
  readonly mixed: number;
}

/**
 * How often the token that followed last time follows again: counted in handbook pages (docs/quality.md), in which the
 * last 4,000 characters were looked back at. For what the model does not read.
 */
const UNREAD: Shares = {
  once: [0.13, 0.22, 0.33, 0.42, 0.48, 0.57, 0.7, 0.8, 0.83],
  onceInWord: [0.48, 0.68, 0.7, 0.75, 0.75, 0.8, 0.85, 0.85, 0.85],
  always: [0.41, 0.75, 0.75, 0.85, 0.85, 0.88, 0.9, 0.9, 0.97],
  alwaysInWord: [0.84, 0.9, 0.9, 0.95, 0.95, 0.95, 0.95, 0.95, 0.97],
  mixed: 0.2,
};

/** What the model reads it repeats by itself where that makes sense: a short match says little more. */
const READ: Shares = {
  once: [0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.55, 0.65, 0.7],
  onceInWord: [0.3, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.8, 0.8],
  always: [0.06, 0.3, 0.45, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85],
  alwaysInWord: [0.7, 0.85, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9],
  mixed: 0.03,
};

/** From so many occurrences on a context was seen more than once; half of one may have been forgotten. */
const TWICE = 1.5;

/** The share of what was seen after a context in a score, 0 … 1. @param read whether the model reads that text too */
export function recallShare({ length, count, kinds, inWord }: SeenContext, read: boolean): number {
  const { once, onceInWord, always, alwaysInWord, mixed } = read ? READ : UNREAD;
  if (kinds > 1) return mixed;
  const [word, rest] = count < TWICE ? [once, onceInWord] : [always, alwaysInWord];
  const shares = inWord ? rest : word;
  return shares[Math.min(length, shares.length) - 1]!;
}
