import { Branches, superposedRows } from './branches';
import type { Prompt } from '../drafts/draft';
import type { LanguageModel, NextTokens, Row } from '../model/language-model';
import type { NgramSource } from '../model/ngram-source';
import { checkOptions, type SuperposedOptions } from './options';
import { START, superposedStep, type NgramLookUp, type SuperposedState } from './superposed-step';

/** Tokens before the drafts that n-grams are told of. */
const LOOK_BACK = 16;

/**
 * Superposed Decoding: k drafts for one row of the model a step, after `branchSteps` steps of one row a draft.
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
  const lookUp = ngrams && lookUpAfter(ngrams, prompt);
  const branches = new Branches(prefixLength);
  const branchSteps = Math.min(options.branchSteps, roomForBranches(model, options.k));
  const use = { ...options, branchSteps };
  let state = START;
  let next: NextTokens | readonly NextTokens[] = prompt.next;
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      state = superposedStep(state, next, lookUp, use);
      yield state;
      const { alive, superposition, followed } = state;
      if (step + 1 === steps || alive.length === 0) return;
      signal?.throwIfAborted();
      const position = start + step;
      const branched = step < branchSteps;
      let rows: Row[];
      if (branched) {
        rows = branches.rows(alive, start, model.cacheLength);
      } else if (followed !== undefined) {
        rows = branches.rows([alive[followed]!], start, model.cacheLength);
      } else if (step === branchSteps) {
        model.truncate(prefixLength);
        rows = superposedRows(alive, start, options.gammaExponent);
      } else {
        rows = [{ ...superposition, position, scored: true }];
      }
      const scored = await model.forward(rows, { topM: options.m });
      const wanted = branched ? alive.length : 1;
      if (scored.length !== wanted) {
        throw new Error(
          `The language model returned ${scored.length} distributions for ${wanted} scored rows.`,
        );
      }
      next = branched ? scored : scored[0]!;
    }
  } finally {
    model.truncate(prefixLength);
  }
}

/**
 * The ceiling: k drafts under the same scoring that are never superposed, as if each had a cache of its own
 * (`branchSteps` for the whole length). Otherwise as `decodeSuperposed`.
 */
export function decodeSeparate(
  model: LanguageModel,
  ngrams: NgramSource | null,
  prompt: Prompt,
  options: SuperposedOptions,
  signal?: AbortSignal,
): AsyncGenerator<SuperposedState, void, void> {
  const { maxNewTokens: branchSteps } = options;
  return decodeSuperposed(model, ngrams, prompt, { ...options, branchSteps }, signal);
}

/** n-grams after a prompt and its drafts. */
export function lookUpAfter(source: NgramSource, { ids }: Pick<Prompt, 'ids'>): NgramLookUp {
  // n-grams look back but a few tokens.
  const end = ids.slice(-LOOK_BACK);
  return { source, contextOf: ({ tokens }) => [...end, ...tokens] };
}

/** Branch steps that the rest of the cache has slots for. */
function roomForBranches(model: LanguageModel, k: number): number {
  return Math.floor((model.contextLength - model.cacheLength) / k);
}
