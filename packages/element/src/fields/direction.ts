const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const STRONG = /[\p{L}\u200e\u200f]/gu;

export type Direction = 'ltr' | 'rtl';

/** The direction of the line before the caret: by its first letter where the style says so (`dir="auto"`). */
export function directionOf({ unicodeBidi, direction }: CSSStyleDeclaration, line: string): Direction {
  const [first] = unicodeBidi.includes('plaintext') ? (line.match(STRONG) ?? []) : [];
  return first === undefined ? (direction as Direction) : directionOfLetter(first);
}

/**
 * Whether what comes after a line goes on where its caret is, and what is written stays where it is: not where the
 * letters before the caret, or digits, run against the line's direction, as the browser sets them in an order of its own.
 * @param line the text of the caret's line, up to the caret
 */
export function goesOnStraight(line: string, direction: Direction): boolean {
  const last = line.match(STRONG)?.at(-1);
  if (last !== undefined && directionOfLetter(last) !== direction) return false;
  return direction === 'ltr' || !/\d[^\p{L}]*$/u.test(line);
}

function directionOfLetter(letter: string): Direction {
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
