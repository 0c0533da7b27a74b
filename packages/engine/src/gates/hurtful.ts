import { lastSentence, latestOnly, nearCaret, type DraftGate } from './gate';
import { NEVER_DRAFTED } from './lists/never-drafted';
import { SIGNS } from './lists/signs';
import { NOT_WHERE_WARY } from './lists/wary';
import { speaksOfHarm } from './sensitive';
import { WordFinder } from './word-finder';
import { wordPattern } from './word-list';

const never = new WordFinder(NEVER_DRAFTED);
const notWhereWary = new WordFinder(NOT_WHERE_WARY);

const signs = wordPattern(SIGNS, 'u');

/** Of one text, whose drafts come one after the other. */
const known = latestOnly<boolean>();

/** Whether the last sentence has a sign that it may go on to hurt: too weak for silence. */
const hasSign = (text: string): boolean =>
  known(text, () => signs.test(lastSentence(nearCaret(text)).toLowerCase()));

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
  if ((context.wary || hasSign(context.text)) && notWhereWary.endsAfter(before.length, both)) return 0;
  return speaksOfHarm(context.text, draft) ? 0 : draft.length;
};
