import { contextTokens, stepBack, tokensToDrop, windowOf } from '../text/prompt';
import type { PieceIndex } from '../text/piece-index';
import type { Tokenizer } from '../text/tokenizer';
import { healingPoints, type HealingPoint } from './token-healing';

/** What the model has to read before drafts can be made. */
export interface Layout {
  /** Token ids up to the caret, at least one. */
  readonly path: readonly number[];
  /** The places from which drafts may go on, by ascending length; the last one is the end of the path. */
  readonly places: readonly HealingPoint[];
}

/**
 * How a text is read: the last part of it that fits the model's context, and where in the word at the caret drafts may
 * begin.
 * @param text up to the caret
 * @param contextLength of the model, in tokens
 */
export function layOut(text: string, tokenizer: Tokenizer, index: PieceIndex, contextLength: number): Layout {
  const { head, typed } = stepBack(windowOf(text));
  const word = typed === '' ? [] : tokenizer.encode(typed, true);
  const before = tokenizer.encode(head);
  // The cut depends on all tokens, so that the cache serves the next keystroke too.
  const { bosIds } = tokenizer;
  const drop = tokensToDrop(before, bosIds.length + word.length, tokenizer, contextTokens(contextLength));
  const start = orStart([...bosIds, ...before.slice(drop)], tokenizer);
  return { path: [...start, ...word], places: healingPoints(start, word, tokenizer, index) };
}

/**
 * An empty prompt begins with the token that stood between documents in the model's training: what follows it is
 * the beginning of a text. (SmolLM2's file names `<|im_start|>` as BOS, which would begin a chat message, and says that
 * texts don't begin with it.)
 */
function orStart(ids: number[], { pieces, eosIds }: Tokenizer): number[] {
  if (ids.length > 0) return ids;
  return [eosIds.find((id) => pieces[id] === '<|endoftext|>') ?? eosIds[0] ?? 0];
}
