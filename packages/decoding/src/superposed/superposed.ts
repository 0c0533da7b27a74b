import { Branches, superposedRows } from './branches';
import type { Draft, Prompt } from '../drafts/draft';
import type { ForwardOptions, LanguageModel, NextTokens, Row } from '../model/language-model';
import { LOOK_BACK, type NgramSource } from '../model/ngram-source';
import { checkOptions, type SuperposedOptions } from './options';
import { OwnRows } from './own-rows';
import { proposalsAfter, withTargets } from './proposals';
import { shortHead, type HeadOf } from './short-head';
import {
  START,
  superposedStep,
  type NgramLookUp,
  type StepRows,
  type SuperposedState,
} from './superposed-step';

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
  const lookUp = lookUpAfter(ngrams, prompt);
  const branchSteps = Math.min(options.branchSteps, roomForBranches(model, prompt, options.k));
  const use = { ...options, branchSteps };
  let state = START;
  const { openings } = prompt;
  let said: StepRows = { kind: 'own', next: [prompt.next], ...(openings && { openings }) };
  // The paper's drafts are of the model's best tokens alone.
  const targetsOf =
    lookUp?.recall && options.openings === 'distinct'
      ? (draft: Draft) => proposalsAfter(lookUp.contextOf(draft), lookUp)
      : undefined;
  const headOf: HeadOf = options.head === 'short' ? shortHead(prompt, lookUp, options.lambdas) : () => ({});
  const run = (rows: readonly Row[], drafts: readonly Draft[]): Promise<NextTokens[]> =>
    runScored(model, rows, { topM: options.m, ...headOf(drafts) });
  const own = new OwnRows({
    model,
    branches: new Branches(prefixLength),
    lookUp,
    options: use,
    start,
    steps,
    targetsOf,
    run,
  });
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      state = superposedStep(state, said, lookUp, use);
      yield state;
      const { alive, superposition, followed } = state;
      if (step + 1 === steps || alive.length === 0) return;
      signal?.throwIfAborted();
      if (step < branchSteps) {
        said = { kind: 'own', next: await own.next(alive) };
      } else if (followed !== undefined) {
        const [next] = await own.next([alive[followed]!]);
        said = { kind: 'followed', draft: followed, next: next! };
      } else {
        // What the branches left in the cache is of no use to rows about all drafts.
        const rebuilt = step === branchSteps;
        if (rebuilt) model.truncate(prefixLength);
        const rows: Row[] = rebuilt
          ? superposedRows(alive, start, options.gammaExponent)
          : [{ ...superposition, position: start + step, scored: true }];
        const targets = targetsOf && [...new Set(alive.flatMap(targetsOf))];
        const [next] = await run(
          rows.map((row) => (row.scored && targets?.length ? { ...row, targets } : row)),
          alive,
        );
        said = { kind: 'shared', next: next! };
      }
    }
  } finally {
    model.truncate(prefixLength);
  }
}

/** @throws {Error} the model answers for another number of rows than were to be scored */
async function runScored(
  model: LanguageModel,
  rows: readonly Row[],
  options: ForwardOptions,
): Promise<NextTokens[]> {
  const scored = await model.forward(rows, options);
  const wanted = rows.filter((row) => row.scored);
  if (scored.length === wanted.length) return scored.map((next, i) => withTargets(next, wanted[i]!.targets));
  throw new Error(
    `The language model returned ${scored.length} distributions for ${wanted.length} scored rows.`,
  );
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

/** n-grams and recall after a prompt and its drafts; null where there is neither. */
export function lookUpAfter(
  source: NgramSource | null,
  { ids, recall }: Pick<Prompt, 'ids' | 'recall'>,
): NgramLookUp | null {
  if (!source && !recall) return null;
  const end = ids.slice(-LOOK_BACK);
  return { source, ...(recall && { recall }), contextOf: ({ tokens }) => [...end, ...tokens] };
}

/** Branch steps that the rest of the cache has slots for. */
function roomForBranches(model: LanguageModel, { openings }: Prompt, k: number): number {
  const longer = openings?.list.reduce((sum, { tokens }) => sum + tokens.length - 1, 0) ?? 0;
  return Math.max(0, Math.floor((model.contextLength - model.cacheLength - longer) / k));
}
