import { firstMatch, type DraftGate } from './gate';
import { NEVER_DRAFTED } from './lists/never-drafted';
import { sensitive } from './sensitive';
import { wordPattern } from './word-list';

const pattern = wordPattern(NEVER_DRAFTED, 'gu');

/** Letters before the caret that phrases may begin in. */
const REACH = 100;

/**
 * Drops drafts with a word that no draft contains, and those that come to where `sensitive` would be silent. A draft
 * cut before its worst word would still lead there, so it goes as a whole.
 */
export const hurtful: DraftGate = (draft, context) => {
  const text = context.text.slice(-REACH).toLowerCase();
  if (firstMatch(pattern, draft.toLowerCase(), { ...context, text }) >= 0) return 0;
  return sensitive({ ...context, text: context.text + draft }) ? 0 : draft.length;
};
