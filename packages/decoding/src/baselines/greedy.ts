import type { Draft, Prompt } from '../drafts/draft';
import type { LanguageModel } from '../model/language-model';

/** Settings of greedy decoding. */
export interface GreedyOptions {
  /** Most tokens in the draft. */
  readonly maxNewTokens: number;
  /** Tokens that end the draft. */
  readonly eosIds: readonly number[];
}

/**
 * The baseline: one draft of the model's likeliest tokens. Yields it as it grows; its score is Σ ln p at
 * temperature 1 over the whole vocabulary. The cache is left as in `decodeSuperposed`.
 * @throws the signal's reason, once it has aborted
 */
export async function* decodeGreedy(
  model: LanguageModel,
  prompt: Prompt,
  { maxNewTokens, eosIds }: GreedyOptions,
  signal?: AbortSignal,
): AsyncGenerator<Draft, void, void> {
  const prefixLength = model.cacheLength;
  const start = prompt.position ?? prefixLength;
  const steps = Math.min(maxNewTokens, 1 + model.contextLength - start);
  let draft: Draft = { tokens: [], score: 0, finished: false };
  let { next } = prompt;
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const [id] = next.ids;
      const [logit] = next.logits;
      if (id === undefined || logit === undefined) return;
      const score = draft.score + logit - next.logPartition;
      draft = { tokens: [...draft.tokens, id], score, finished: eosIds.includes(id) };
      yield draft;
      if (step + 1 === steps || draft.finished) return;
      signal?.throwIfAborted();
      const row = { tokens: [id], position: start + step, scored: true };
      const [scored] = await model.forward([row], { topM: 1 });
      if (!scored) throw new Error('The language model returned no distribution for a scored row.');
      next = scored;
    }
  } finally {
    model.truncate(prefixLength);
  }
}
