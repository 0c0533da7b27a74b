import type { NextTokens } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { firstWordKeys } from './openings';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';

const WORDS = [' will', ' Will', ' willing', ' wil', ' go', ' 12', ',', '.', ' !', '\n', ' '];
const tokenizer = createTokenizer(smallVocabulary(WORDS));
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);

/** The pieces, each half as likely as the one before. */
function next(...pieces: string[]): NextTokens {
  const logits = Float32Array.from(pieces, (_, rank) => -rank * Math.LN2);
  return { ids: Int32Array.from(pieces, idOf), logits, logPartition: Math.log(3) };
}

describe('firstWordKeys', () => {
  it('folds case and space, and lets nothing open a draft that ends a sentence, a line or the text', () => {
    const key = firstWordKeys(next(',', ' will'), tokenizer);
    expect([' will', ' Will', ' 12', ','].map((piece) => key(idOf(piece)))).toEqual([
      'will',
      'will',
      '12',
      ',',
    ]);
    expect(['.', ' !', '\n', ' ', '<|end|>'].map((piece) => key(idOf(piece)))).toEqual(['', '', '', '', '']);
  });

  it('lets the end of a sentence open a draft where there is nothing else', () => {
    const key = firstWordKeys(next('.', ' !', '<|end|>'), tokenizer);
    expect(['.', ' !', '<|end|>'].map((piece) => key(idOf(piece)))).toEqual(['.', '!', '']);
  });
});
