import type { NextTokens } from '@superposed/decoding';
import type { Tokenizer } from './tokenizer';

/**
 * Names the first word that a token opens, for distinct openings: case and space don't count.
 * Punctuation and line breaks open nothing ('') unless `next` has no word at all.
 */
export function firstWordKeys(next: NextTokens, tokenizer: Tokenizer): (id: number) => string {
  const ends = new Set(tokenizer.eosIds);
  const word = (id: number): string => {
    const piece = tokenizer.piece(id);
    if (ends.has(id) || /[\n\r\uFFFD]/u.test(piece) || !/[\p{L}\p{N}]/u.test(piece)) return '';
    return piece.trim().toLowerCase();
  };
  if (next.ids.some((id) => word(id) !== '')) return word;
  return (id) => (ends.has(id) ? '' : tokenizer.piece(id).trim());
}
