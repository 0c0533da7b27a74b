import { beforeWord, nearCaret, type DraftGate } from './gate';

/** Four times the same character, dots that trail off, or marks without a word between them. */
const RUBBISH = /(\S)\1{3,}|\.{2,}|…|[\p{P}\p{Sm}\p{Sc}\p{Sk}]{4,}|\uFFFD/u;

/** A word three times in a row, or two or three words twice. */
const STUTTER =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}'’-]+)(?:[\s,]+\1){2,}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])((?:[\p{L}\p{N}'’-]+[\s,]+){2,3})\2/iu;

/** Cuts what nobody would have written: `00000000`, `...`, `the the the`, `and so on and so on`. */
export const junk: DraftGate = (draft, { text }) => {
  const first = Math.min(rubbishIn(draft, text), stutterIn(draft, text.slice(-60)));
  return first < draft.length ? beforeWord(draft, first + 1) : draft.length;
};

function rubbishIn(draft: string, text: string): number {
  const rubbish = RUBBISH.exec(draft);
  if (!rubbish) return draft.length;
  // What the writer began may be finished: a line of dashes, a laugh.
  const begun = /(\S)\1{2,}$/u.exec(nearCaret(text))?.[1];
  return (rubbish[1] ?? '') === (begun ?? null) ? draft.length : rubbish.index;
}

function stutterIn(draft: string, before: string): number {
  const words = (before + draft).toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  if (new Set(words).size === words.length) return draft.length;
  const stutter = STUTTER.exec(before + draft);
  if (!stutter || stutter.index + stutter[0].length <= before.length) return draft.length;
  // From the second time on it says nothing new.
  return secondTime(stutter, before.length);
}

function secondTime({ index, 1: word, 2: words }: RegExpExecArray, start: number): number {
  return Math.max(0, index + (word ?? words)!.length - start);
}
