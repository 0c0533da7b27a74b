import type { NextTokens } from '@superposed/decoding';
import type { Tokenizer } from '../text/tokenizer';

/**
 * Whether a draft that begins with this piece is worth showing: what ends a sentence or line says nothing, while
 * ', but' or ' (see' does.
 */
export const opensDraft = (piece: string): boolean => !/^\s*(?:[.!?]|$)|[\n\r\uFFFD]/u.test(piece);

/**
 * Names the first word that a token opens, for distinct openings: case and space don't count.
 * What is not worth showing opens nothing ('') unless `next` has nothing else.
 */
export function firstWordKeys(next: NextTokens, tokenizer: Tokenizer): (id: number) => string {
  const ends = new Set(tokenizer.eosIds);
  const word = (id: number): string => {
    const piece = tokenizer.piece(id);
    return ends.has(id) || !opensDraft(piece) ? '' : piece.trim().toLowerCase();
  };
  if (next.ids.some((id) => word(id) !== '')) return word;
  return (id) => (ends.has(id) ? '' : tokenizer.piece(id).trim());
}
