import { expect, it } from 'vitest';
import { evidenceOfEnglish, isEnglishBy } from './english';

const evidence = (text: string, vocabulary: readonly string[] = []): number =>
  evidenceOfEnglish(text.split(' '), (word) => vocabulary.includes(word));

it('common words of English tell, the more the less text there is', () => {
  expect(evidence('go to bed')).toBe(1);
  expect(evidence('go with bed')).toBeGreaterThan(1.2);
  expect(evidence('go with that')).toBeGreaterThan(evidence('go with bed'));
  expect(evidence("Yeah I can't")).toBeGreaterThan(1.5);
  expect(evidence('go with one of two bed sheets')).toBeLessThan(evidence('go with bed'));
});

it('the letter I at the beginning may be another language’s', () => {
  expect(evidence('I går kväll')).toBe(1);
});

it('names tell little of a language, unless words stand among them', () => {
  expect(evidence('Natalia Petrova, Yasuhisa')).toBeGreaterThan(1.2);
  expect(evidence('Natalia wohnt jetzt')).toBe(1);
});

it('of a short text in English vocabulary the detector must be surer', () => {
  const words = ['nested', 'loop', 'join', 'a'];
  expect(evidence('nested loop join', words)).toBe(1.4);
  expect(evidence('a join', words)).toBeGreaterThan(1.1);
  expect(evidence('nested loop verbinden', words)).toBe(1);
});

it('a long text speaks for itself', () => {
  expect(evidence('the and that with you this have they would from')).toBe(1);
});

it('vocabulary is what is common enough', () => {
  const isWord = isEnglishBy((word) => ({ house: 500, haus: 40_000 })[word] ?? Infinity);
  expect([isWord('house'), isWord('haus'), isWord('casa')]).toEqual([true, false, false]);
});
