import { beforeWord, type DraftGate } from './gate';
import { FEMALE, MALE } from './lists/gender';
import { wordPattern } from './word-list';

const PRONOUNS = {
  female: /(?<![\p{L}\p{N}])(?:she|her|hers|herself)(?![\p{L}\p{N}])/giu,
  male: /(?<![\p{L}\p{N}])(?:he|him|his|himself)(?![\p{L}\p{N}])/giu,
};
const GIVEN = { female: wordPattern(FEMALE, 'iu'), male: wordPattern(MALE, 'iu') };

/** Cuts before a pronoun of a gender that neither the text nor the draft itself has given before it. */
export const gender: DraftGate = (draft, { text, context = '' }) => {
  const first = (['female', 'male'] as const).flatMap((which) => {
    for (const { index } of draft.matchAll(PRONOUNS[which])) {
      if (!GIVEN[which].test(`${context}\n${text}${draft.slice(0, index)}`)) return [index];
    }
    return [];
  });
  return first.length > 0 ? beforeWord(draft, Math.min(...first) + 1) : draft.length;
};
