import { describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { OwnText } from './own-text';
import { createTokenizer } from './tokenizer';

const tokenizer = createTokenizer(smallVocabulary());
function ownText(...texts: string[]) {
  const own = new OwnText(tokenizer);
  own.set(texts);
  return own;
}
const nextOf = (own: OwnText, text: string) => {
  const [best] = own.recall(tokenizer.encode(text))?.next ?? [];
  return best && tokenizer.piece(best.id);
};
const words = (own: OwnText, letters: string) => own.wordsFrom(letters).map(({ word }) => word);

describe('the text above', () => {
  it('says what followed, over the ends of lines and sentences', () => {
    const own = ownText('I met Zbig.\nHe left. It rains');
    expect(nextOf(own, 'Zb')).toBe('i');
    expect(nextOf(own, 'Zbig.')).toBe('\n');
    expect(nextOf(own, 'left.')).toBe(' ');
    expect(nextOf(own, 'q')).toBeUndefined();
  });

  it('does not go from one text to the next', () => {
    expect(nextOf(ownText('xy', 'zw'), 'y')).toBeUndefined();
  });

  it('names the words that begin with some letters, case aside, the commonest first, then the latest', () => {
    const own = ownText('Glory, glade. Glade', 'the glitch of glass; gl');
    expect(words(own, 'gl')).toEqual(['gl', 'glass', 'glitch', 'Glade', 'glade', 'Glory']);
    expect(words(own, 'glo')).toEqual(['Glory']);
    expect(words(ownText('a b. a b. a c'), 'a')).toEqual(['a']);
    expect(ownText('ab ab. ab').wordsFrom('a')).toEqual([{ word: 'ab', count: 3 }]);
    expect(words(own, 'x')).toEqual([]);
  });

  it('takes the place of the one before', () => {
    const own = ownText('Zbig was here.');
    own.set(['Nobody was here.']);
    expect(words(own, 'Z')).toEqual([]);
    expect(nextOf(own, 'Zbig')).toBeUndefined();
  });

  it('reads a sentence at a time what a whole reads at once', () => {
    const text = 'One. Two! Three? "Four." Five\n\nSix.Seven 8.9 ...';
    const own = ownText(text);
    const ids = tokenizer.encode(text);
    for (let at = 8; at < ids.length; at++) {
      expect(own.recall(ids.slice(0, at))!.next[0]!.id).toBe(ids[at]);
    }
  });

  it('looks back a long way, but not without end', () => {
    const own = ownText(`Zbig. ${'word '.repeat(9000)}`);
    expect(words(own, 'Zb')).toEqual(['Zbig']);
    own.set([`Zbig. ${'word '.repeat(12_000)}`]);
    expect(words(own, 'Zb')).toEqual([]);
  });
});
