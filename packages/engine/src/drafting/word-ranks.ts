import type { Tokenizer } from '../text/tokenizer';

/**
 * How common words are, as a vocabulary tells: byte pair encoding makes pieces of the commonest words first.
 * @returns place of a word, in small letters, in the vocabulary; Infinity for a word that is no piece of its own
 */
export function wordRanks(tokenizer: Pick<Tokenizer, 'pieces' | 'spell' | 'rank'>): (word: string) => number {
  let ranks: Map<string, number> | undefined;
  return (word) => {
    ranks ??= readRanks(tokenizer);
    return ranks.get(word) ?? Infinity;
  };
}

/** Small letters are spelt as they are, so no piece need be decoded for it: all of them would take long at a first key. */
function readRanks({
  pieces,
  spell,
  rank,
}: Pick<Tokenizer, 'pieces' | 'spell' | 'rank'>): Map<string, number> {
  const space = spell(' ');
  const ranks = new Map<string, number>();
  pieces.forEach((piece, id) => {
    const word = piece.startsWith(space) ? piece.slice(space.length) : '';
    if (/^[a-z]+$/.test(word) && !ranks.has(word)) ranks.set(word, rank(id));
  });
  return ranks;
}
