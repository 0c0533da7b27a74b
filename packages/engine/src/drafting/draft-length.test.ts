import { describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { shownLength } from './draft-length';
import { TRIM, wordEnds } from './trim';

const WORDS = [' the', ' cat', ' sat', ' at', ' home', '.', ',', 's'];
const tokenizer = createTokenizer(smallVocabulary(WORDS));
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);
const draft = (pieces: string[], logScores = pieces.map(() => -0.1)) => ({
  tokens: pieces.map(idOf),
  score: -1,
  finished: pieces.at(-1) === '<|end|>',
  logScores,
  logProbs: logScores,
});
const shown = (length: 'word' | 'phrase' | 'sentence', each: ReturnType<typeof draft>, typed = '') => {
  const end = shownLength(each, length, typed, tokenizer, TRIM);
  return end === null ? null : tokenizer.decode(each.tokens.slice(0, end));
};

describe('a word', () => {
  it('is the first one, whole', () => {
    expect(shown('word', draft([' cat', 's', ' sat']))).toBe(' cats');
    expect(shown('word', draft([',', ' cat', ' sat']))).toBe(', cat');
    expect(shown('word', draft([' cat', '<|end|>']))).toBe(' cat');
  });

  it('is what the decoder has, where that may go on', () => {
    expect(shown('word', draft([' cat']))).toBeNull();
  });
});

describe('a phrase', () => {
  it('goes on as long as what it saves outweighs the risk', () => {
    const pieces = [' the', ' cat', ' sat', ' at', ' home'];
    expect(shown('phrase', draft(pieces))).toBe(' the cat sat at');
    expect(shown('phrase', draft(pieces, [-0.1, -0.2, -3, -0.1, -0.1]))).toBe(' the cat');
    expect(shown('phrase', draft(pieces, [-2, -1.5, -0.9, -0.9, -0.9]))).toBe(' the');
  });

  it('counts what is typed already as nothing saved', () => {
    const half = draft([' the', ' cat', ' sat'], [-0.1, -1.5, -0.1]);
    expect(shown('phrase', half)).toBe(' the');
    expect(shown('phrase', half, ' th')).toBe(' the cat');
  });
});

it('a sentence goes to where it ends, or makes no sense', () => {
  expect(shown('sentence', draft([' the', ' cat', ' sat', '.']))).toBeNull();
});

describe('the ends of words', () => {
  const ends = (each: ReturnType<typeof draft>) => wordEnds(each, tokenizer, TRIM);

  it('are before spaces and punctuation, and not at the last word, which may go on', () => {
    expect(ends(draft([' cat', 's', ' sat', ',', ' at']))).toEqual([2, 3, 4]);
  });

  it('have the last word where the draft has ended, without its end', () => {
    expect(ends(draft([' the', ' cat', '<|end|>']))).toEqual([1, 2]);
  });

  it('have nothing after what makes no sense', () => {
    expect(ends(draft([' the', ' cat', ' sat', ' at'], [-0.1, -0.1, -9, -0.1]))).toEqual([1, 2]);
  });
});
