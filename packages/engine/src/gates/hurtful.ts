import type { DraftGate } from './gate';
import { NEVER_DRAFTED } from './lists/never-drafted';
import { sensitive } from './sensitive';
import { WordFinder } from './word-finder';

const never = new WordFinder(NEVER_DRAFTED);

/** Letters before the caret that phrases may begin in. */
const REACH = 32;

/**
 * Drops drafts with a word that no draft contains, and those that come to where `sensitive` would be silent. A draft
 * cut before its worst word would still lead there, so it goes as a whole.
 */
export const hurtful: DraftGate = (draft, context) => {
  const before = context.text.slice(-REACH).toLowerCase();
  if (never.endsAfter(before.length, before + draft.toLowerCase())) return 0;
  return sensitive({ ...context, text: context.text + draft }) ? 0 : draft.length;
};
