import type { NextTokens } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { firstWordKeys, openingsFor } from './openings';
import { smallVocabulary } from './testing';
import { createTokenizer } from './tokenizer';

const WORDS = [' will', ' Will', ' willing', ' wil', ' go', ' 12', ',', ' -', '\n', ' '];
const tokenizer = createTokenizer(smallVocabulary(WORDS));
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);

/** The pieces, each half as likely as the one before. */
function next(...pieces: string[]): NextTokens {
  const logits = Float32Array.from(pieces, (_, rank) => -rank * Math.LN2);
  return { ids: Int32Array.from(pieces, idOf), logits, logPartition: Math.log(3) };
}
const pieces = ({ ids }: NextTokens) => [...ids].map((id) => tokenizer.piece(id));

describe('openingsFor', () => {
  it('keeps the tokens that go on with what is typed', () => {
    const openings = openingsFor(' wi', next(' go', ' willing', ',', ' will'), tokenizer)!;
    expect(pieces(openings)).toEqual([' willing', ' will']);
  });

  it('gives them the probabilities that they have among themselves', () => {
    const { logits, logPartition } = openingsFor(' wi', next(' go', ' willing', ',', ' will'), tokenizer)!;
    expect([...logits].map((logit) => Math.exp(logit - logPartition))).toEqual([
      expect.closeTo(0.8, 6),
      expect.closeTo(0.2, 6),
    ]);
  });

  it('takes any word after a space, but not the space alone', () => {
    expect(pieces(openingsFor(' ', next(' ', ',', ' go', ' will'), tokenizer)!)).toEqual([' go', ' will']);
  });

  it('leaves a word alone that is likelier to be whole', () => {
    expect(openingsFor(' will', next(' will', ' willing'), tokenizer)).toBeNull();
    expect(pieces(openingsFor(' will', next(' willing', ' will'), tokenizer)!)).toEqual([
      ' willing',
      ' will',
    ]);
  });

  it('gives up where nothing fits', () => {
    expect(openingsFor(' xy', next(' will', ' go'), tokenizer)).toBeNull();
  });
});

describe('firstWordKeys', () => {
  it('folds case and space, and lets no punctuation, line break or end open a draft', () => {
    const key = firstWordKeys(next(',', ' will'), tokenizer);
    expect([' will', ' Will', ' 12'].map((piece) => key(idOf(piece)))).toEqual(['will', 'will', '12']);
    expect([',', ' -', '\n', '<|end|>'].map((piece) => key(idOf(piece)))).toEqual(['', '', '', '']);
  });

  it('lets punctuation open a draft where there is no word at all', () => {
    const key = firstWordKeys(next(',', ' -', '<|end|>'), tokenizer);
    expect([',', ' -', '<|end|>'].map((piece) => key(idOf(piece)))).toEqual([',', '-', '']);
  });
});
