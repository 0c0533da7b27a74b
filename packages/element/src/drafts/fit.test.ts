import { describe, expect, it } from 'vitest';
import type { Draft } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import { followSuggestion, inOrderOf, isLineEnd, fitDrafts, textToComplete } from './fit';

const field = (written: string, more: Partial<FieldText> = {}): FieldText => {
  const [before, after] = written.split('|') as [string, string];
  return { before, after, room: Infinity, multiline: true, ...more };
};
const drafts = (...texts: string[]): Draft[] =>
  texts.map((text) => ({ text, confidence: 0.3, source: 'model' }));

describe('textToComplete', () => {
  it.each([
    ['I will|', 'I will'],
    ['I will| ', 'I will'],
    ['I will|, she said', 'I will'],
    ['one|\ntwo', 'one'],
    ['I "will|"', 'I "will'],
    ['I will |today', 'I will '],
  ])('is the text up to the caret: %j', (written, expected) => {
    expect(textToComplete(field(written))).toBe(expected);
  });

  it.each(['I wi|ll', 'na|ïve', '|I', 'room|12', 'a|\u{1D400}'])(
    'is nothing in the middle of a word: %j',
    (written) => {
      expect(textToComplete(field(written))).toBeNull();
    },
  );

  it.each(['|', '  \n|', '| '])('is nothing before anything is written: %j', (written) => {
    expect(textToComplete(field(written))).toBeNull();
  });

  it('is nothing in a full field, and where nothing may be suggested', () => {
    expect(textToComplete(field('I will|', { room: 0 }))).toBeNull();
    expect(textToComplete(null)).toBeNull();
  });
});

describe('fitDrafts', () => {
  const suggestion = (draft: string, written: string, more?: Partial<FieldText>) =>
    fitDrafts(drafts(draft), field(written, more)).map(({ text, skip }) => [text, skip])[0];

  it('leaves out what follows the caret already, whole words only', () => {
    expect(suggestion(' be glad to', 'I will| to you')).toEqual([' be glad', 3]);
    expect(suggestion(' go.', 'I will|.')).toEqual([' go', 1]);
    expect(suggestion(' say "yes"', 'I|"')).toEqual([' say "yes', 1]);
    expect(suggestion(' be glad to', 'I will| today')).toEqual([' be glad to', 0]);
    expect(suggestion(' be glad to', 'I will| be glad to')).toBeUndefined();
    expect(suggestion(' go', 'I will|')).toEqual([' go', 0]);
    expect(suggestion(' go ', 'I will| ')).toEqual([' go', 0]);
  });

  it('says nothing twice, also where case and spaces differ', () => {
    expect(suggestion(' be glad to help', 'I will|  To help')).toEqual([' be glad', 0]);
    expect(suggestion(' for your time and effort', 'Thank you| for your time. Yours, A.')).toBeUndefined();
  });

  it('has the space that what follows needs', () => {
    const gap = (written: string, more?: Partial<FieldText>) =>
      fitDrafts(drafts(' be glad'), field(written, more))[0]?.gap;
    expect(gap('I will|"maybe" today')).toBe(' ');
    expect(gap('I will |today')).toBe(' ');
    expect(gap('I will| today')).toBe('');
    expect(gap('I will|, today')).toBe('');
    expect(gap('I will|"maybe"', { room: 8 })).toBe('');
  });

  it('keeps to whole words in the room that is left', () => {
    expect(suggestion(' be glad to', 'I will|', { room: 8 })).toEqual([' be glad', 0]);
    expect(suggestion(' be glad to', 'I will|', { room: 7 })).toEqual([' be', 0]);
    expect(suggestion(' be glad to', 'I will|', { room: 2 })).toBeUndefined();
    // What is skipped takes no room; what is cut off does not reach it.
    expect(suggestion(' be glad to', 'I will| to', { room: 8 })).toEqual([' be glad', 3]);
    expect(suggestion(' be glad to', 'I will| to', { room: 7 })).toEqual([' be', 0]);
  });

  it('ends with the line in a field that has but one', () => {
    expect(suggestion(' be there.\nBest', 'I will|', { multiline: false })).toEqual([' be there.', 0]);
    expect(suggestion('\nBest', 'I will|', { multiline: false })).toBeUndefined();
  });

  it('offers nothing twice', () => {
    const cut = fitDrafts(drafts(' be glad', ' be there', ' go'), field('I will|', { room: 4 }));
    expect(cut.map(({ text }) => text)).toEqual([' be', ' go']);
  });
});

describe('isLineEnd', () => {
  it('is where nothing but white space follows in the line', () => {
    expect(['a|', 'a| ', 'a|\nb', 'a| \nb'].map((written) => isLineEnd(field(written)))).not.toContain(false);
    expect(isLineEnd(field('a|.'))).toBe(false);
    expect(isLineEnd(field('a| b\n'))).toBe(false);
  });
});

describe('drafts that grow', () => {
  it('are followed', () => {
    const suggestions = fitDrafts(drafts(' be glad', ' go home'), field('I|'));
    expect(followSuggestion(suggestions, ' go')).toBe(1);
    expect(followSuggestion(suggestions, ' be glad to')).toBe(0);
    expect(followSuggestion(suggestions, ' not')).toBe(-1);
  });

  it('keep their places', () => {
    const order = inOrderOf(drafts(' go', ' be'), drafts(' not', ' be glad', ' go home'));
    expect(order.map(({ text }) => text)).toEqual([' go home', ' be glad', ' not']);
  });
});
