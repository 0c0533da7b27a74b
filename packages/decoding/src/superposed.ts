import type { Prompt } from './draft';
import type { LanguageModel } from './language-model';
import type { NgramSource } from './ngram-source';
import { checkOptions, type SuperposedOptions } from './options';
import { START, superposedStep, type NgramLookUp, type SuperposedState } from './superposed-step';

/**
 * Superposed Decoding: k drafts for one row of the model a step.
 *
 * Yields the state after each step; `rankDrafts([...alive, ...finished])` makes a result of any of them.
 * The model's cache must hold the prompt; it holds just that again when the generator ends, is closed,
 * is aborted or throws.
 * @param ngrams null: the model's scores alone, without a penalty
 * @param signal looked at before each step and each run of the model
 * @throws {RangeError} an option out of range
 * @throws the signal's reason, once it has aborted
 */
export async function* decodeSuperposed(
  model: LanguageModel,
  ngrams: NgramSource | null,
  prompt: Prompt,
  options: SuperposedOptions,
  signal?: AbortSignal,
): AsyncGenerator<SuperposedState, void, void> {
  checkOptions(options);
  const prefixLength = model.cacheLength;
  const start = prompt.position ?? prefixLength;
  const steps = Math.min(options.maxNewTokens, 1 + model.contextLength - start);
  const lookUp: NgramLookUp | null =
    ngrams &&
    ((draft, candidates, out) =>
      ngrams.probabilities([...prompt.ids, ...draft.tokens], candidates, options.lambdas, out));
  let state = START;
  let next = prompt.next;
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      state = superposedStep(state, next, lookUp, options);
      yield state;
      if (step + 1 === steps || state.alive.length === 0) return;
      signal?.throwIfAborted();
      const row = { ...state.superposition, position: start + step, scored: true };
      const [scored] = await model.forward([row], { topM: options.m });
      if (!scored) throw new Error('The language model returned no distribution for a scored row.');
      next = scored;
    }
  } finally {
    model.truncate(prefixLength);
  }
}
