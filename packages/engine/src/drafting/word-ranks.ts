import type { Tokenizer } from '../text/tokenizer';

/**
 * How common words are, as a vocabulary tells: byte pair encoding makes pieces of the commonest words first.
 * @returns place of a word, in small letters, in the vocabulary; Infinity for a word that is no piece of its own
 */
export function wordRanks(tokenizer: Pick<Tokenizer, 'pieces' | 'piece'>): (word: string) => number {
  let ranks: Map<string, number> | undefined;
  return (word) => {
    ranks ??= readRanks(tokenizer);
    return ranks.get(word) ?? Infinity;
  };
}

function readRanks({ pieces, piece }: Pick<Tokenizer, 'pieces' | 'piece'>): Map<string, number> {
  const ranks = new Map<string, number>();
  for (let id = 0; id < pieces.length; id++) {
    const word = /^ ([a-z]+)$/.exec(piece(id))?.[1];
    if (word !== undefined && !ranks.has(word)) ranks.set(word, id);
  }
  return ranks;
}
