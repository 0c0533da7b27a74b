import { contextTokens, stepBack, tokensToDrop, windowOf } from '../text/prompt';
import type { PieceIndex } from '../text/piece-index';
import type { Tokenizer } from '../text/tokenizer';
import { healingPoints, type HealingPoint } from './token-healing';

/**
 * The most of what the model reads that a context takes, where its presets don't say: a part of what there is room for,
 * and so many tokens. It keeps its place there while one writes.
 */
const CONTEXT = { share: 3 / 8, tokens: 192 };

/** What the model has to read before drafts can be made. */
export interface Layout {
  /** What is typed of the word at the caret, with the space before it. */
  readonly typed: string;
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
 * @param context what is put before the text
 * @param propose tokens that others than the model propose after some
 * @param mostContext tokens that `context` may take
 * @param start text that everything begins with
 */
export function layOut(
  text: string,
  tokenizer: Tokenizer,
  index: PieceIndex,
  contextLength: number,
  context = '',
  propose: (ids: readonly number[]) => readonly number[] = () => [],
  mostContext: number = CONTEXT.tokens,
  start = '',
): Layout {
  const { head, typed } = stepBack(windowOf(text));
  const word = typed === '' ? [] : tokenizer.encode(typed, true);
  const before = tokenizer.encode(head, context.trim() + start !== '');
  // The cut depends on all tokens, so that the cache serves the next keystroke too.
  const most = contextTokens(contextLength);
  const front = [
    ...tokenizer.bosIds,
    ...tokenizer.encode(start),
    ...frontOf(context, tokenizer, Math.min(mostContext, Math.floor(most * CONTEXT.share))),
  ];
  const drop = tokensToDrop(before, front.length + word.length, tokenizer, most);
  const read = orStart([...front, ...before.slice(drop)], tokenizer);
  const path = [...read, ...word];
  const proposed = propose(typed === ' ' ? read : path);
  return { typed, path, places: healingPoints(read, word, tokenizer, index, proposed) };
}

/** The end of a context, and the end of its line, in at most so many tokens. */
function frontOf(context: string, tokenizer: Tokenizer, most: number): number[] {
  const text = windowOf(context.trim());
  if (text === '') return [];
  const ids = tokenizer.encode(`${text}\n`);
  return ids.slice(tokensToDrop(ids, 0, tokenizer, most));
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
