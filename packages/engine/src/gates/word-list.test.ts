import { describe, expect, it } from 'vitest';
import { entriesOf, wordPattern } from './word-list';

const found = (list: string, text: string): string[] => text.match(wordPattern(list)) ?? [];

describe('wordPattern', () => {
  it('finds whole words and phrases, whatever their case and the spaces between them', () => {
    const list = 'cat\nold (man/men)  # a comment\n\n';
    expect(found(list, 'The Cat and old\n men, an old-man.')).toEqual(['Cat', 'old\n men', 'old-man']);
    expect(found(list, 'cats, bobcat, cat_1, an old woman')).toEqual([]);
  });

  it.each(['s', 'CH', 'é', 'ßen', 'ова', 'άκι', 'ים', 'ات', '中', 'かん', '한', 'ż', 'ằ'])(
    'takes %s for letters that a star stands for',
    (ending) => {
      expect(found('cat*', `a cat${ending}.`)).toEqual([`cat${ending}`]);
      expect(found('*cat', `a ${ending}cat.`)).toEqual([`${ending}cat`]);
    },
  );

  it.each([' ', '.', '’', '”', '—', '-', '…', '×', '€', '。', '「'])('ends a word at %s', (mark) => {
    expect(found('cat*', `a cat${mark}s`)).toEqual(['cat']);
  });

  it.each(['1', '_'])('finds no word that goes on with %s', (mark) => {
    expect(found('cat*', `a cat${mark}`)).toEqual([]);
  });

  it('has an apostrophe of either kind, or none', () => {
    expect(found("don't", 'don’t dont don-t')).toEqual(['don’t', 'dont']);
  });
});

it('no star of an entry stands for the hundreds of ranges of all letters', () => {
  expect(entriesOf('a*\n*b (c*/d)').join()).not.toContain('\\p{');
});
