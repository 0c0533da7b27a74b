import { describe, expect, it } from 'vitest';
import { remaining } from './drafts';

const hand = {
  text: 'I will',
  drafts: [
    { text: ' be happy', confidence: 0.5, source: 'model' as const },
    { text: ' be glad to', confidence: 0.3, source: 'model' as const },
    { text: ' not', confidence: 0.2, source: 'model' as const },
  ],
};
const texts = (text: string) => remaining(hand, text).map((draft) => draft.text);

describe('remaining', () => {
  it('gives all drafts for the text itself', () => {
    expect(remaining(hand, 'I will')).toEqual(hand.drafts);
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
    expect(remaining(hand, 'I will be g')).toEqual([{ text: 'lad to', confidence: 0.3, source: 'model' }]);
  });
});
