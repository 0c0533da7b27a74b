import { describe, expect, it } from 'vitest';
import { extended, isRunningOut, remaining } from './drafts';

const draftSet = {
  text: 'I will',
  drafts: [
    { text: ' be happy', confidence: 0.5, source: 'model' as const },
    { text: ' be glad to', confidence: 0.3, source: 'model' as const },
    { text: ' not', confidence: 0.2, source: 'model' as const },
  ],
};
const texts = (text: string) => remaining(draftSet, text).map((draft) => draft.text);

describe('remaining', () => {
  it('gives all drafts for the text itself', () => {
    expect(remaining(draftSet, 'I will')).toEqual(draftSet.drafts);
  });

  it('keeps the drafts that the writer types along, less what is typed', () => {
    expect(texts('I will ')).toEqual(['be happy', 'be glad to', 'not']);
    expect(texts('I will be')).toEqual([' happy', ' glad to']);
    expect(texts('I will be h')).toEqual(['appy']);
  });

  it('drops a draft that is typed out', () => {
    expect(texts('I will not')).toEqual([]);
  });

  it.each(['I will go', 'I wil', 'You will', ''])('gives none for %j', (text) => {
    expect(texts(text)).toEqual([]);
  });

  it('keeps the confidence and the source', () => {
    expect(remaining(draftSet, 'I will be g')).toEqual([
      { text: 'lad to', confidence: 0.3, source: 'model' },
    ]);
  });
});

const drafts = (...all: string[]) => all.map((text) => ({ text, confidence: 0.5, source: 'model' as const }));

describe('isRunningOut', () => {
  it.each([
    [' glad', 'I am', true],
    ['glad', 'I am ', true],
    [' glad to', 'I am', false],
    ['lad', 'I am g', false],
    ['lad to', 'I am g', false],
  ])('%j after %j: %s', (rest, text, expected) => {
    expect(isRunningOut(drafts(rest), text)).toBe(expected);
  });

  it('holds only when all drafts are near their end', () => {
    expect(isRunningOut(drafts(' glad', ' happy to help'), 'I am')).toBe(false);
    expect(isRunningOut(drafts(' glad', ' here'), 'I am')).toBe(true);
  });
});

describe('extended', () => {
  it('keeps each draft in its place, as far as a later one goes on from it', () => {
    const all = extended(drafts(' glad', ' here'), drafts(' at home', ' here to stay', ' glad of it'));
    expect(all.map(({ text }) => text)).toEqual([' glad of it', ' here to stay', ' at home']);
  });

  it('keeps what the later ones do not know, and is no longer than the longer of both', () => {
    expect(extended(drafts(' glad'), drafts(' at home', ' in bed')).map(({ text }) => text)).toEqual([
      ' glad',
      ' at home',
    ]);
    expect(extended(drafts(' glad'), [])).toEqual(drafts(' glad'));
  });
});
