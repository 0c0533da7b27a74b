import type { Tokenizer } from './tokenizer';

/** Characters that count as frequent, of those that are tokens by themselves. */
const CHARACTERS = 512;

/**
 * The tokens that come up most, as the order of a vocabulary tells: pieces are made in the order of how common they are,
 * and SentencePiece puts its characters after all others, in that order too.
 * @param size about so many
 */
export function frequentTokens({ pieces }: Pick<Tokenizer, 'pieces'>, size: number): number[] {
  const ids = Array.from({ length: Math.min(size, pieces.length) }, (_, id) => id);
  for (let id = size, found = 0; id < pieces.length && found < CHARACTERS; id++) {
    const [first, more] = pieces[id]!;
    if (first === undefined || more !== undefined) continue;
    ids.push(id);
    found++;
  }
  return ids;
}
