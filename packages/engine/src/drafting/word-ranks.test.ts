import { expect, it } from 'vitest';
import { wordRanks } from './word-ranks';

it.each(['Ġ', '▁'])(
  'ranks whole words in small letters by their tokens, in a vocabulary that spells a space %s',
  (space) => {
    const pieces = ['a', '_the', 'the', '_The', '_cat', '_1', '_the', '__cap', '_it_is', '_né', '_'];
    const rank = wordRanks({
      pieces: pieces.map((piece) => piece.replaceAll('_', space)),
      spell: (text) => text.replaceAll(' ', space),
      rank: (id) => 10 * id,
    });
    expect(['the', 'cat'].map(rank)).toEqual([10, 40]);
    for (const none of ['The', 'a', '1', 'cap', 'it', 'né', '']) expect(rank(none)).toBe(Infinity);
  },
);
