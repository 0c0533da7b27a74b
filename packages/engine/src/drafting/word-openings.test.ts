import { describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { spaceOpenings, wordOpenings } from './word-openings';

const tokenizer = createTokenizer(smallVocabulary([' the', 'm']));
const known = (...words: [word: string, count: number][]) => words.map(([word, count]) => ({ word, count }));

describe('openings for a half word', () => {
  it('are the words of the text from before the word on, with the writer’s own letters', () => {
    const { list, share } = wordOpenings(' zb', known(['Zbig', 1]), tokenizer)!;
    expect(list.map(({ tokens }) => tokenizer.decode(tokens))).toEqual([' zbig']);
    expect(list[0]!.probability).toBe(share);
  });

  it('are surer with each letter, and when the word was there more than once', () => {
    const share = (typed: string, count: number) =>
      wordOpenings(typed, known(['Zbigniew', count]), tokenizer)!.share;
    expect(share(' Zb', 1)).toBeGreaterThan(share(' Z', 1));
    expect(share(' Zbi', 1)).toBeGreaterThan(share(' Zb', 1));
    expect(share(' Zbi', 2)).toBeGreaterThan(share(' Zbi', 1));
    // In half a life a count of 2 becomes one of 1.
    expect(share(' Zbi', 1.2)).toBe(share(' Zbi', 1));
  });

  it('share with a whole word that is typed, and with each other', () => {
    const { list, share } = wordOpenings(' the', known(['the', 6], ['them', 2]), tokenizer)!;
    expect(list).toHaveLength(1);
    expect(share).toBeCloseTo(0.93 / 4, 9);
    expect(wordOpenings(' the', known(['the', 6], ['them', 2]), tokenizer)!.whole).toBeCloseTo(
      (0.93 * 3) / 4,
      9,
    );
    const several = wordOpenings(' t', known(['to', 1], ['them', 2], ['to', 2]), tokenizer)!;
    expect(several.list.map(({ tokens }) => tokenizer.decode(tokens))).toEqual([' to', ' them']);
    expect(several.list[0]!.probability).toBeCloseTo((several.share * 3) / 5, 9);
  });

  it('are none where nothing goes on', () => {
    expect(wordOpenings(' the', known(['the', 6]), tokenizer)).toMatchObject({ share: 0, list: [] });
    expect(wordOpenings(' zb', [], tokenizer)).toBeNull();
    expect(wordOpenings(' zb', known([`zb${'x'.repeat(500)}`, 1]), tokenizer)!.list).toEqual([]);
    expect(wordOpenings(' ', known(['the', 6]), tokenizer)).toBeNull();
  });
});

describe('openings after a space', () => {
  const id = (piece: string) => tokenizer.pieces.indexOf(piece.replace(' ', 'Ġ'));
  const recall = (...pieces: string[]) => ({
    share: 0.5,
    next: pieces.map((piece) => ({ id: id(piece), probability: 1 / pieces.length })),
  });

  it('are what followed before, as far as it begins with one', () => {
    const openings = spaceOpenings(recall(' the', 'm'), tokenizer)!;
    expect(openings).toEqual({ share: 0.25, whole: 0, list: [{ tokens: [id(' the')], probability: 0.25 }] });
    expect(spaceOpenings(recall('m'), tokenizer)).toBeNull();
    expect(spaceOpenings(null, tokenizer)).toBeNull();
  });
});
