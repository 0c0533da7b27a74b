import { scoreDrafts, type Draft } from '@superposed/decoding';
import type { DecodeParts } from './decode';
import type { Plan } from './plan';
import type { HealedPrompt } from './token-healing';
import { wordEnds } from './trim';

/** How a draft meets what stands after the caret. */
export interface Join {
  /** Tokens of the draft, in whole words, after which what follows is likeliest. */
  readonly length: number;
  /** How much likelier the draft makes what follows: ln P after it less ln P without it. */
  readonly evidence: number;
}

/** Less evidence leaves a draft out: the line goes on as well without it. */
const LEAST_EVIDENCE = 0.5;

/** Whether a draft meets what follows. */
export const isJoined = (join: Join | null): join is Join => join !== null && join.evidence > LEAST_EVIDENCE;

/** Tokens after the caret whose chances are compared. */
const FOLLOWING = 4;
/** Places in a draft that are tried, from its front. */
const MOST_ENDS = 6;

/** What begins a word of its own, and stands apart from the one before. */
const APART = /^(?:[\p{L}\p{N}\p{Ps}\p{Pi}]|["'][\p{L}\p{N}])/u;

/**
 * Where each draft meets what stands after the caret, by one pass over all of them: after the word with which draft and
 * following text together are likeliest.
 * @param plan with something after the caret
 * @returns by draft; null for one that has no whole word
 */
export async function joinDrafts(
  { model, tokenizer }: Pick<DecodeParts, 'model' | 'tokenizer'>,
  prompt: HealedPrompt,
  drafts: readonly Draft[],
  { after, typed, trim }: Plan,
  signal: AbortSignal,
): Promise<(Join | null)[]> {
  const follow = tokenizer.encode(APART.test(after) ? ` ${after}` : after, true).slice(0, FOLLOWING);
  const word = typed.trim() === '' ? [] : tokenizer.encode(typed, true);
  const tried = drafts.flatMap((draft, i) =>
    wordEnds(draft, tokenizer, trim)
      .slice(0, MOST_ENDS)
      .map((length) => ({
        i,
        length,
        tokens: [...draft.tokens.slice(0, length), ...follow],
      })),
  );
  const alone = { tokens: [...word, ...follow] };
  const [none, ...scores] = await scoreDrafts(model, prompt, [alone, ...tried], signal);
  const without = sumFrom(none!, word.length);
  const best = drafts.map((): (Join & { readonly value: number }) | null => null);
  for (const [t, { i, length }] of tried.entries()) {
    const value = sumFrom(scores[t]!, 0);
    if (value > (best[i]?.value ?? -Infinity))
      best[i] = { length, value, evidence: sumFrom(scores[t]!, length) - without };
  }
  return best.map((join) => join && { length: join.length, evidence: join.evidence });
}

const sumFrom = (values: Float64Array, from: number): number =>
  values.slice(from).reduce((total, value) => total + value, 0);
