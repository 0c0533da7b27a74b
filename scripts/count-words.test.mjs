import { expect, it } from 'vitest';
import { countWords } from './count-words.mjs';

it('words are counted as they stand, the most frequent first', () => {
  const texts = ['The cat saw the cat. (Cat)', 'a cat, naïve слово 12 f(); x', 'the ();'];
  expect(countWords(texts, 1)).toBe('3 ▁cat\n1 (); Cat The a the ▁(); ▁f ▁naïve ▁saw ▁the ▁x\n');
  expect(countWords(texts, 2)).toBe('3 ▁cat\n');
});
