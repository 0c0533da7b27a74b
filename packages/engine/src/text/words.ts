import type { Tokenizer } from './tokenizer';

/** How many of the tokens make up the first word, [1, length]; 0 where there are none. */
export function firstWordLength(tokens: readonly number[], tokenizer: Pick<Tokenizer, 'piece'>): number {
  const rest = tokens.slice(1).findIndex((id) => !/^[\p{L}\p{N}\p{M}'’-]/u.test(tokenizer.piece(id)));
  return rest < 0 ? tokens.length : rest + 1;
}

/** Where words begin among the tokens, the first one included: indices. Punctuation belongs to the word before it. */
export function wordStarts(tokens: readonly number[], tokenizer: Pick<Tokenizer, 'piece'>): number[] {
  return tokens.flatMap((id, i) => (i === 0 || /^\s/u.test(tokenizer.piece(id)) ? [i] : []));
}
