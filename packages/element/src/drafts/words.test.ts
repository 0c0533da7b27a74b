import { describe, expect, it } from 'vitest';
import { firstWords, isWithinFirstWord, wordsWithin } from './words';

describe('firstWords', () => {
  it.each([
    [' be glad to', 1, ' be'],
    [' be glad to', 2, ' be glad'],
    [' be glad to', 9, ' be glad to'],
    ['ll be', 1, 'll'],
    [', and then', 1, ', and'],
    [' yes, and', 1, ' yes,'],
    [" don't know", 1, " don't"],
    ['\n\nDear all', 1, '\n\nDear'],
    [' …', 1, ' …'],
    ['我们喜欢学习', 1, '我们'],
  ])('%j, %i: %j', (text, count, expected) => {
    expect(firstWords(text, count)).toBe(expected);
  });
});

describe('wordsWithin', () => {
  it.each([
    [' be glad', 99, ' be glad'],
    [' be glad', 8, ' be glad'],
    [' be glad', 7, ' be'],
    [' be glad', 3, ' be'],
    [' be glad', 2, ''],
  ])('%j in %i: %j', (text, length, expected) => {
    expect(wordsWithin(text, length)).toBe(expected);
  });
});

describe('isWithinFirstWord', () => {
  it.each(['', ' ', 'b', ' be', ' \n be', "don't"])('%j: yes', (text) => {
    expect(isWithinFirstWord(text)).toBe(true);
  });

  it.each([' be ', 'be g', '!', ' be.', '. '])('%j: no', (text) => {
    expect(isWithinFirstWord(text)).toBe(false);
  });
});
