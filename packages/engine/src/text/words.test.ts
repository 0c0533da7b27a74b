import { describe, expect, it } from 'vitest';
import {
  continuesWord,
  cutsWord,
  endsWithWord,
  firstWordLength,
  restOfWord,
  startsWithWord,
  unglued,
  wordAtEnd,
  wordAtStart,
  wordStarts,
} from './words';

describe('a word', () => {
  it.each([
    ['home again', 'home'],
    ['don’t go', 'don’t'],
    ["o'clock", "o'clock"],
    ['well-known fact', 'well-known'],
    ['snake_case(1)', 'snake_case'],
    ['2nd', '2nd'],
    ['naïve', 'naïve'],
    ['rock-', 'rock'],
    ['end--of', 'end'],
    ["dogs' bed", 'dogs'],
    ['-x', ''],
    [' home', ''],
    ['', ''],
  ])('at the start of %j is %j', (text, word) => {
    expect(wordAtStart(text)).toBe(word);
  });

  it.each([
    ['go home', 'home'],
    ['I don’', 'don’'],
    ['a well-', 'well-'],
    ['a well-kno', 'well-kno'],
    ['snake_', 'snake_'],
    ['go home ', ''],
    ['home.', ''],
    ['', ''],
  ])('at the end of %j is %j', (text, word) => {
    expect(wordAtEnd(text)).toBe(word);
  });

  it('is found at the end of long data as far as it is looked at', () => {
    expect(wordAtEnd('a'.repeat(10_000))).toHaveLength(100);
  });

  it.each([
    ['ing to', 'ing'],
    ['’t go', '’t'],
    ['-known', '-known'],
    ['’ he said', ''],
    [' go', ''],
  ])('goes on after part of it in %j with %j', (text, rest) => {
    expect(restOfWord(text)).toBe(rest);
  });

  it('is told from what is none', () => {
    expect(['a', '1', '_', 'é', '́'].map(startsWithWord)).toEqual([true, true, true, true, true]);
    expect([' a', "'a", '-', '.', ''].map(startsWithWord)).toEqual([false, false, false, false, false]);
    expect([endsWithWord('snake_'), endsWithWord('it’'), endsWithWord('it ')]).toEqual([true, false, false]);
  });

  it('is cut between its letters and at its apostrophe, not after it', () => {
    expect(cutsWord('do', 'n’t')).toBe(true);
    expect(cutsWord('don', '’t')).toBe(true);
    expect(cutsWord('well', '-known')).toBe(true);
    expect(cutsWord('well', '- and')).toBe(false);
    expect(cutsWord('well', ' and')).toBe(false);
    expect(cutsWord('', 'and')).toBe(false);
  });
});

describe('words of tokens', () => {
  const pieces = [' it', '’', 's', ' well', '-', 'known', '.', ' -', 'n’t', '’t'];
  const tokenizer = { piece: (id: number) => pieces[id]! };

  it('go on with letters, joiners and what joins', () => {
    expect(firstWordLength([0, 1, 2, 3], tokenizer)).toBe(3);
    expect(firstWordLength([3, 4, 5, 6], tokenizer)).toBe(3);
    expect(firstWordLength([0, 9, 3], tokenizer)).toBe(2);
    expect(firstWordLength([0, 6], tokenizer)).toBe(1);
    expect(firstWordLength([], tokenizer)).toBe(0);
    expect(continuesWord(' it')).toBe(false);
  });

  it('begin at white space', () => {
    expect(wordStarts([0, 1, 2, 3, 6, 7], tokenizer)).toEqual([0, 3, 5]);
  });
});

describe('unglued', () => {
  const count = (pieces: string[], before?: string) =>
    unglued([...pieces.keys()], { piece: (id) => pieces[id]! }, before);

  it.each([
    [['the', 'saurus', "'s", 'value', ' pairs'], 3],
    [[' can', "'t", "'m"], 2],
    [[' can', '’t', 'be'], 2],
    [[' can', "'t", ' be'], 3],
    [[" don't", '.'], 2],
    [[' o', "'clock", 's'], 3],
    [["'s", 'value'], 2],
    [[], 0],
  ])('of %j: the first %i', (pieces, expected) => {
    expect(count(pieces)).toBe(expected);
  });

  it('sees what stands before', () => {
    expect(count(["'s", 'value'], 'thesaurus')).toBe(1);
    expect(count(['m'], "can't")).toBe(0);
  });
});
