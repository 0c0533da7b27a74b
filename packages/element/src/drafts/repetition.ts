/** A word, folded, and where it begins in its text. */
interface Word {
  readonly word: string;
  readonly index: number;
}

const WORDS = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{M}]+)*/gu;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORDS)].map(({ 0: word, index }) => ({
    word: word.normalize('NFKC').toLowerCase(),
    index,
  }));
}

/**
 * The beginning of a draft that is not written after the caret already, in the rest of the line or in the next one;
 * upper and lower case, spaces and punctuation make no difference.
 */
export function withoutRepetition(draft: string, after: string): string {
  if (after.trim() === '') return draft;
  const [rest, next = ''] = after.split('\n', 2) as [string, string?];
  const said = wordsOf(draft);
  // What comes first in the line would meet its like; in the next line, one word in common is none too many.
  const cuts = [
    cutAt(said, wordsOf(rest), 1),
    rest.trim() === '' ? cutAt(said, wordsOf(next), 2) : undefined,
  ];
  const end = Math.min(...cuts.filter((cut) => cut !== undefined));
  return end === Infinity ? draft : draft.slice(0, end).replace(/[\s\p{Ps}\p{Pi}"'-]+$/u, '');
}

/**
 * Where in a draft it begins to say what follows: up to the end of either of them, or for three words.
 * @param least words that have to agree
 */
function cutAt(said: readonly Word[], follows: readonly Word[], least: number): number | undefined {
  for (const [at, { index }] of said.entries()) {
    let same = 0;
    while (same < follows.length && said[at + same]?.word === follows[same]!.word) same++;
    const whole = at + same === said.length || same === follows.length || at === 0;
    if (same >= 3 || (same >= least && whole)) return index;
  }
  return undefined;
}
