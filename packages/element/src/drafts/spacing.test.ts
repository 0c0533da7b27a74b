import { describe, expect, it } from 'vitest';
import { gapBefore, meeting } from './spacing';

describe('the space before what follows', () => {
  it.each([
    '"maybe" today',
    '“maybe”',
    '«maybe»',
    "'tis",
    '(or not)',
    '€5',
    '& more',
    '🙂',
    '– perhaps',
    'today',
    '@ann',
  ])('is one before %j', (follows) => {
    expect(gapBefore(' be glad', follows)).toBe(' ');
    expect(gapBefore(' be glad ', follows)).toBe('');
    expect(meeting(' be glad ', follows)).toBe(' be glad ');
  });

  it.each([
    ', she said',
    '. Then',
    ') and',
    '; or',
    ': so',
    '?',
    '!',
    '"',
    '" she said',
    '”',
    '»',
    '’',
    ']',
    '…',
    '。',
  ])('is none before %j', (follows) => {
    expect(gapBefore(' be glad', follows)).toBe('');
    expect(meeting(' be glad ', follows)).toBe(' be glad');
  });

  it.each(['', ' ', ' today', '\n', '\u00a0today', '\ttoday'])('is there already before %j', (follows) => {
    expect(gapBefore(' be glad', follows)).toBe('');
  });

  it('is not doubled', () => {
    expect(meeting(' be glad ', ' today')).toBe(' be glad');
    expect(meeting('.\n', '\nBest')).toBe('.');
    expect(meeting(' be glad ', '')).toBe(' be glad ');
  });
});
