import { expect, it } from 'vitest';
import { countWords } from './count-words.mjs';

const texts = ['The cat saw the cat. (Cat)', 'a cat, naïve слово 12 f(); x', 'the ();', 'so.” (so) ”.”'];
const alone = { most: 0 };

it('words are counted as they stand, in tenths, the most frequent first', () => {
  expect(countWords(texts, [], { ...alone, least: 1 })).toBe(
    '30 ▁cat\n20 so\n10 (); .” Cat The a the ▁(); ▁f ▁naïve ▁saw ▁the ▁x ▁”.”\n',
  );
  expect(countWords(texts, [], alone)).toBe('30 ▁cat\n20 so\n');
});

it('those of English at large are counted as if more texts had them that often, as many as are wanted', () => {
  const text = ['cat '.repeat(1000)];
  const english = /** @type {[string, number][]} */ ([
    ['cat', 0.5],
    ['слово', 0.2],
    ['▁', 0.1],
    ['e-mail', 0.1],
    ['dog', 0.02],
    ['rare', 0.0000001],
    ['last', 0.00000001],
  ]);
  // A thousand words, half of whose number counts: 250 more cats, 10 dogs; one digit each.
  expect(countWords(text, english, { most: 3 })).toBe('10000 ▁cat\n100 ▁dog\n1 ▁rare\n');
  expect(countWords(text, english)).toContain('1 ▁last ▁rare\n');
});
