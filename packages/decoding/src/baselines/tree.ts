import { toDraft } from '../drafts/candidates';
import type { Draft, Prompt } from '../drafts/draft';
import type { LanguageModel, NextTokens, Row, SlotRange } from '../model/language-model';

/** What every decoder of the tree kind is told. */
export interface TreeOptions {
  /** Most tokens in a draft. */
  readonly maxNewTokens: number;
  /** Tokens that end a draft. */
  readonly eosIds: readonly number[];
}

/** A draft with one more token, and which of the drafts before it that extends. */
export interface Growth extends Draft {
  readonly parent: number;
}

/**
 * Chooses the drafts of the next step.
 * @param living drafts before the step, at least one (at the first step a single empty one)
 * @param next what the model says after each of them
 * @returns those that go on; empty to stop
 */
export type Grow = (living: readonly Draft[], next: readonly NextTokens[]) => readonly Growth[];

/**
 * Runs drafts as a tree over one cache: a row a draft and step, which sees the prompt and the rows of its own past.
 * A draft's past is a list of slots, so one that forks copies no keys or values.
 * Yields the living drafts after each step. The cache is left as in `decodeSuperposed`.
 * @throws the signal's reason, once it has aborted
 */
export async function* growTree(
  model: LanguageModel,
  prompt: Prompt,
  maxNewTokens: number,
  grow: Grow,
  signal?: AbortSignal,
): AsyncGenerator<readonly Draft[], void, void> {
  const prefixLength = model.cacheLength;
  const start = prompt.position ?? prefixLength;
  const steps = Math.min(maxNewTokens, 1 + model.contextLength - start);
  let living: readonly Draft[] = [{ tokens: [], score: 0, finished: false }];
  let pasts: readonly (readonly SlotRange[])[] = [[[0, prefixLength]]];
  let next: readonly NextTokens[] = [prompt.next];
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const grown = grow(living, next);
      living = grown.map(toDraft);
      yield living;
      if (step + 1 === steps || living.length === 0) return;
      signal?.throwIfAborted();
      const sees = grown.map(({ parent }) => pasts[parent]!);
      const slot = model.cacheLength;
      if (slot + grown.length > model.contextLength) return;
      const rows = grown.map(({ tokens }, r): Row => {
        return { tokens: [tokens.at(-1)!], position: start + step, sees: sees[r]!, scored: true };
      });
      next = await model.forward(rows);
      if (next.length !== rows.length) {
        throw new Error(
          `The language model returned ${next.length} distributions for ${rows.length} scored rows.`,
        );
      }
      pasts = sees.map((past, r) => [...past, [slot + r, slot + r + 1] as const]);
    }
  } finally {
    model.truncate(prefixLength);
  }
}

/** `draft` with one more token of the given log probability. */
export function grown(
  draft: Draft,
  parent: number,
  id: number,
  logProb: number,
  eosIds: readonly number[],
): Growth {
  return {
    tokens: [...draft.tokens, id],
    score: draft.score + logProb,
    finished: eosIds.includes(id),
    parent,
  };
}
