import { describe, expect, it } from 'vitest';
import { phraseDrafts, withPhrases } from './phrases';

const PHRASES = [
  'Thank you for contacting our support.',
  'Thank you for your order {number}. It will be sent on {day}.',
  'Dear {name}, I hope that all is well.',
  'Kind regards, Ada',
];
const drafts = (text: string) => phraseDrafts(text, PHRASES).map(({ text: rest }) => rest);

describe('phrases', () => {
  it('are offered from their second letter, up to a mark', () => {
    expect(drafts('T')).toEqual([]);
    expect(drafts('Th').sort()).toEqual(['ank you for contacting our support.', 'ank you for your order ']);
    expect(drafts('Thank you for c')).toEqual(['ontacting our support.']);
  });

  it.each([
    ['a text', 'Kind'],
    ['a line', 'I will come.\nKind'],
    ['a sentence', 'I will come. Kind'],
    ['a quoted sentence', '“I will come.” Kind'],
  ])('begin where %s begins', (_, text) => {
    expect(drafts(text)).toEqual([' regards, Ada']);
  });

  it('begin nowhere else', () => {
    expect(drafts('He is kind')).toEqual([]);
    expect(drafts('Kind of')).toEqual([]);
    expect(drafts('')).toEqual([]);
  });

  it('do not mind case and spaces', () => {
    expect(drafts('kind  reg')).toEqual(['ards, Ada']);
  });

  it('wait at a mark until it is filled', () => {
    expect(drafts('Dear')).toEqual([]);
    expect(drafts('Dear ')).toEqual([]);
    expect(drafts('Dear Dr. Grace')).toEqual([', I hope that all is well.']);
    expect(drafts('Dear Dr. Grace, I h')).toEqual(['ope that all is well.']);
  });

  it('go on from mark to mark', () => {
    expect(drafts('Thank you for your order 12. It')).toEqual([' will be sent on ']);
    expect(drafts('Thank you for your order 12. It will be sent on Monday')).toEqual([]);
  });

  it('end with themselves', () => {
    expect(drafts('Kind regards, Ada')).toEqual([]);
    expect(drafts('Kind regards, Ada Lovelace')).toEqual([]);
  });

  it('are surer the more of them stands there, and less sure where several begin alike', () => {
    const sure = (text: string) => phraseDrafts(text, PHRASES)[0]!.confidence;
    expect(sure('Kind regards,')).toBeGreaterThan(sure('Ki'));
    expect(sure('Thank you for')).toBeLessThan(sure('Thank you for y'));
  });

  it('are looked for near the caret alone, however long the text', () => {
    const many = Array.from(
      { length: 100 },
      (_, i) => `Dear {name}, this is number {n} of ${i}, for {what}.`,
    );
    expect(phraseDrafts('So be it. '.repeat(10_000), many)).toEqual([]);
    expect(phraseDrafts(`Kind regards,${' '.repeat(700)}A`, PHRASES)).toEqual([]);
  });
});

describe('drafts with phrases', () => {
  const draft = (text: string, confidence: number) => ({ text, confidence, source: 'model' as const });

  it('are in order of confidence, each first word once, at most k', () => {
    const phrase = draft(' regards, Ada', 0.5);
    const model = [
      draft(' of', 0.9),
      draft(' Regards to', 0.4),
      draft(' words', 0.1),
      draft(' people', 0.05),
    ];
    const texts = withPhrases([phrase], model, 3).map(({ text }) => text);
    expect(texts).toEqual([' of', ' regards, Ada', ' words']);
  });

  it('are as they were without', () => {
    expect(withPhrases([], [draft(' of', 0.1), draft(' at', 0.2)], 1)).toHaveLength(2);
  });
});
