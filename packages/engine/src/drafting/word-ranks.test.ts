import { expect, it } from 'vitest';
import { wordRanks } from './word-ranks';

it('ranks whole words in small letters by their place in the vocabulary', () => {
  const pieces = ['a', ' the', 'the', ' The', ' cat', ' 1', ' the'];
  const rank = wordRanks({ pieces, piece: (id) => pieces[id]! });
  expect(['the', 'cat', 'The', 'a', '1'].map(rank)).toEqual([1, 4, Infinity, Infinity, Infinity]);
});
