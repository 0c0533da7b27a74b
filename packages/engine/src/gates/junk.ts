import { beforeWord, nearCaret, type DraftGate } from './gate';

/** Four times the same character, dots that trail off, or marks without a word between them. */
const RUBBISH = /(\S)\1{3,}|\.{2,}|…|[\p{P}\p{Sm}\p{Sc}\p{Sk}]{4,}|\uFFFD/u;

/** A word three times in a row, or two or three words twice. */
const STUTTER =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}'’-]+)(?:[\s,]+\1){2,}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])((?:[\p{L}\p{N}'’-]+[\s,]+){2,3})\2/iu;

/** Cuts what nobody would have written: `00000000`, `...`, `the the the`, `and so on and so on`. */
export const junk: DraftGate = (draft, { text }) => {
  // What the writer began may be finished: a line of dashes, a laugh.
  const begun = /(\S)\1{2,}$/u.exec(nearCaret(text))?.[1];
  const rubbish = RUBBISH.exec(draft);
  const before = text.slice(-60);
  const stutter = STUTTER.exec(before + draft);
  const stutterEnd = stutter ? stutter.index + stutter[0].length - before.length : -1;
  const places = [
    rubbish && (rubbish[1] ?? '') !== (begun ?? null) ? rubbish.index : draft.length,
    // From the second time on it says nothing new.
    stutter && stutterEnd > 0 ? secondTime(stutter, before.length) : draft.length,
  ];
  const first = Math.min(...places);
  return first < draft.length ? beforeWord(draft, first + 1) : draft.length;
};

function secondTime({ index, 1: word, 2: words }: RegExpExecArray, start: number): number {
  return Math.max(0, index + (word ?? words)!.length - start);
}
