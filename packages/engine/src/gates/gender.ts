import { beforeWord, type DraftGate } from './gate';
import { FEMALE, MALE } from './lists/gender';
import { wordPattern } from './word-list';

const PRONOUNS = {
  female: /(?<![\p{L}\p{N}])(?:she|her|hers|herself)(?![\p{L}\p{N}])/giu,
  male: /(?<![\p{L}\p{N}])(?:he|him|his|himself)(?![\p{L}\p{N}])/giu,
};
/** Letters of the longest pronoun, and one more. */
const MOST = 8;
const GIVEN = { female: wordPattern(FEMALE, 'iu'), male: wordPattern(MALE, 'iu') };

/** Letters of a word that is begun. */
const BEGUN = /[\p{L}\p{N}]*$/u;

/** Cuts before a pronoun of a gender that neither the text nor the draft itself has given before it. */
export const gender: DraftGate = (draft, { text, context = '' }) => {
  const begun = BEGUN.exec(text.slice(-MOST))![0];
  const whole = begun + draft;
  const first = (['female', 'male'] as const).flatMap((which) => {
    for (const { index, 0: found } of whole.matchAll(PRONOUNS[which])) {
      // What is written is the writer's own.
      if (index + found.length <= begun.length) continue;
      const before = text.slice(0, text.length - begun.length) + whole.slice(0, index);
      if (!GIVEN[which].test(`${context}\n${before}`)) return [Math.max(0, index - begun.length)];
    }
    return [];
  });
  return first.length > 0 ? beforeWord(draft, Math.min(...first) + 1) : draft.length;
};
