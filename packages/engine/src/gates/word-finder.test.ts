import { cuss } from 'cuss';
import naughty from 'naughty-words/en.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { NEVER_DRAFTED } from './lists/never-drafted';
import { WordFinder } from './word-finder';
import { wordPattern } from './word-list';

const found = (list: string, text: string, place = 0): boolean => new WordFinder(list).endsAfter(place, text);

describe('a list is searched for', () => {
  it.each([
    ['cat', 'a cat sat'],
    ['cat*', 'two cats'],
    ['*cat', 'a tomcat'],
    ['c*t', 'a coat'],
    ['(a/an) (red )?cat', 'an red cat'],
    ['((big/small) )?cat', 'the cat'],
    ['((big/small) )?cat', 'a small-cat'],
    ['cat(fish/nip)', 'some catnip'],
    ['(tom/bob)cat', 'a bobcat'],
    ['(?<!black )cat', 'a white cat'],
    ["can't", 'you cant'],
    ['# cats\ncat # the animal', 'cat'],
  ])('%j in %j', (list, text) => {
    expect(found(list, text)).toBe(true);
  });

  it.each([
    ['cat', 'a cats'],
    ['cat', 'a tomcat'],
    ['cat*', 'a tomcat'],
    ['(a/an) cat', 'the cat'],
    ['cat(fish/nip)', 'a cat'],
    ['(?<!black )cat', 'a black cat'],
    ['# cats\ncat # the animal', 'the animal'],
  ])('%j is not in %j', (list, text) => {
    expect(found(list, text)).toBe(false);
  });
});

it('what ends before a place does not count', () => {
  expect(found('cat', 'a cat sat', 5)).toBe(false);
  expect(found('cat\nsat', 'a cat sat', 5)).toBe(true);
  expect(found('a cat\ncat sat', 'a cat sat', 5)).toBe(true);
  expect(found('*cat', 'tomcat sat', 6)).toBe(false);
});

it('finds what the pattern of the list finds', () => {
  const finder = new WordFinder(NEVER_DRAFTED);
  const pattern = wordPattern(NEVER_DRAFTED, 'u');
  const texts = [...Object.keys(cuss), ...naughty].map((word) => word.toLowerCase());
  for (const text of [...texts, ...texts.map((word) => `they said ${word}, and left`)])
    expect([text, finder.endsAfter(0, text)]).toEqual([text, pattern.test(text)]);
});
