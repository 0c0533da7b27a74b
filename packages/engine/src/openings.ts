import type { NextTokens } from '@superposed/decoding';
import type { Tokenizer } from './tokenizer';

/**
 * The tokens that go on with what is typed already.
 * @param typed a space, or (part of) a word with the space before it
 * @returns those of `next` whose text begins with `typed`, with the probabilities they have among themselves;
 *   null where there are none, or where the likeliest is `typed` itself: then the word is whole, and the
 *   text as it stands is the better prompt
 */
export function openingsFor(typed: string, next: NextTokens, tokenizer: Tokenizer): NextTokens | null {
  const kept: number[] = [];
  for (let i = 0; i < next.ids.length; i++) {
    const piece = tokenizer.piece(next.ids[i]!);
    if (piece.startsWith(typed) && piece.trim() !== '') kept.push(i);
  }
  if (kept.length === 0 || tokenizer.piece(next.ids[kept[0]!]!) === typed) return null;
  const logits = Float32Array.from(kept, (i) => next.logits[i]!);
  const best = logits[0]!;
  return {
    ids: Int32Array.from(kept, (i) => next.ids[i]!),
    logits,
    logPartition: best + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - best), 0)),
  };
}

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
