import type { DraftGate } from './gate';
import { NEVER_DRAFTED } from './lists/never-drafted';
import { NOT_WHERE_WARY } from './lists/wary';
import { speaksOfHarm } from './sensitive';
import { WordFinder } from './word-finder';

const never = new WordFinder(NEVER_DRAFTED);
const notWhereWary = new WordFinder(NOT_WHERE_WARY);

/** Letters before the caret that phrases may begin in. */
const REACH = 32;

/**
 * Drops drafts with a word that no draft contains, or none where the text is close to what gets no drafts, and those
 * that come to where `sensitive` would be silent. A draft cut before its worst word would still lead there, so it goes
 * as a whole.
 */
export const hurtful: DraftGate = (draft, context) => {
  const before = context.text.slice(-REACH).toLowerCase();
  const both = before + draft.toLowerCase();
  if (never.endsAfter(before.length, both)) return 0;
  if (context.wary && notWhereWary.endsAfter(before.length, both)) return 0;
  return speaksOfHarm(context.text, draft) ? 0 : draft.length;
};
