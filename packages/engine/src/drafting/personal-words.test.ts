import { PersonalNgrams } from '@superposed/ngram';
import { describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { personalWords } from './personal-words';

const tokenizer = createTokenizer(smallVocabulary([' H', 'all', ' Hall', 'berg', ' met', 'een', ' o']));
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);
function wordsAfter(typed: string, ...texts: string[][]) {
  const own = new PersonalNgrams(null);
  for (const text of texts) own.learn(text.map(idOf));
  return personalWords(typed, own, tokenizer).map(({ word, count }) => [word, Math.round(count)]);
}

describe('the writer’s own words', () => {
  it('are found by what is typed, however they are read', () => {
    const text = [' met', ' H', 'all', 'berg', ' o'];
    expect(wordsAfter(' Hall', text)).toEqual([['Hallberg', 1]]);
    expect(wordsAfter(' Ha', text, text)).toEqual([['Hallberg', 2]]);
    expect(wordsAfter(' Hallb', text)).toEqual([['Hallberg', 1]]);
    expect(wordsAfter(' Hallx', text)).toEqual([]);
  });

  it('come most frequent first, whole ones too', () => {
    const words = wordsAfter(' Hall', [' Hall', 'een'], [' H', 'all', ' o'], [' H', 'all', ' met']);
    expect(words).toEqual([
      ['Hall', 2],
      ['Halleen', 1],
    ]);
  });

  it('are none for a space alone', () => {
    expect(wordsAfter(' ', [' met', ' o'])).toEqual([]);
  });
});
