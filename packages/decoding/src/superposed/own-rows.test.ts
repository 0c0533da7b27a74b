import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../drafts/draft';
import { bigrams, dice, SeeingModel } from '../model/scripted-model.fixture';
import type { NgramSource } from '../model/ngram-source';
import { distinctOptions, type SuperposedOptions } from './options';
import { decodeSuperposed } from './superposed';
import type { SuperposedState } from './superposed-step';

const EOS = 0;
const PROMPT = [1, 2, 3, 4];
const WORDS = 8;
const STEPS = 8;

async function run(
  logits: ConstructorParameters<typeof SeeingModel>[0],
  source: NgramSource | null,
  use: Partial<SuperposedOptions>,
  { contextLength, prompt: more = {} }: { contextLength?: number; prompt?: Partial<Prompt> } = {},
) {
  const model = new SeeingModel(logits, PROMPT, contextLength);
  const prompt: Prompt = { ids: PROMPT, next: model.afterPrompt(), ...more };
  const options = { ...distinctOptions(3, { eosIds: [EOS] }), m: 6, maxNewTokens: STEPS, ...use };
  const states: SuperposedState[] = [];
  for await (const state of decodeSuperposed(model, source, prompt, options)) states.push(state);
  return { model, states };
}

/** Continuations of each token, by chance. */
const guesser = (seed: number): NgramSource => {
  const shares = (id: number) =>
    Array.from({ length: WORDS }, (_, next) => ((seed * 31 + id * 17 + next * 7) % 5) / 20);
  const table = bigrams(Object.fromEntries(Array.from({ length: WORDS }, (_, id) => [id, shares(id)])));
  return {
    ...table,
    continuations: (context, _, limit) =>
      shares(context.at(-1)!)
        .map((probability, id) => ({ id, probability }))
        .filter(({ probability }) => probability > 0)
        .sort((a, b) => b.probability - a.probability)
        .slice(0, limit),
  };
};

describe('rows that look ahead', () => {
  it('leave the drafts as they are, whatever is guessed, and take no more passes', async () => {
    const property = fc.asyncProperty(
      fc.integer(),
      fc.nat(1000),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: STEPS }),
      fc.constantFrom('all' as const, 'best' as const),
      fc.integer({ min: 40, max: 400 }),
      async (seed, guess, k, lookAhead, branchSteps, follow, contextLength) => {
        const use = { k, branchSteps, follow };
        const source = guesser(guess);
        const plain = await run(dice(seed, WORDS), source, use, { contextLength });
        const ahead = await run(dice(seed, WORDS), source, { ...use, lookAhead }, { contextLength });
        expect(ahead.states).toEqual(plain.states);
        expect(ahead.model.passes.length).toBeLessThanOrEqual(plain.model.passes.length);
        expect(ahead.model.cacheLength).toBe(PROMPT.length);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  /** A model by which each token is followed by the next one. */
  const counting = (seen: readonly { tokens: readonly number[] }[]): number[] => {
    const last = seen.at(-1)!.tokens[0]!;
    return Array.from({ length: 40 }, (_, id) => (id === last + 1 ? 9 : -(id % 3)));
  };
  const knowing: NgramSource = {
    probabilities: () => undefined,
    continuations: ([...context]) => [{ id: context.at(-1)! + 1, probability: 1 }],
  };
  const all = { branchSteps: STEPS, eosIds: [] };

  it('take one pass for all that is guessed right', async () => {
    const { model } = await run(counting, knowing, { ...all, lookAhead: 3 });
    // After the openings: one row and three guesses for each draft, four tokens; then the two that are left.
    expect(model.passes.map((rows) => rows.length)).toEqual([12, 9]);
  });

  it('need no row for the last token of a draft', async () => {
    const { model } = await run(counting, knowing, { ...all, lookAhead: 20 });
    expect(model.passes.map((rows) => rows.length)).toEqual([(STEPS - 1) * 3]);
  });

  it('see the prompt and what they go on from', async () => {
    const { model } = await run(counting, knowing, { ...all, k: 1, lookAhead: 2 });
    const [first] = model.passes;
    expect(first!.map(({ position, sees, scored }) => [position, sees, scored])).toEqual([
      [4, [[0, 4]], true],
      [
        5,
        [
          [0, 4],
          [4, 5],
        ],
        true,
      ],
      [
        6,
        [
          [0, 4],
          [4, 5],
          [5, 6],
        ],
        true,
      ],
    ]);
  });

  it('go on from an opening of several tokens', async () => {
    const openings = { singles: 0.1, list: [{ tokens: [20, 21], probability: 0.9 }] };
    const use = { ...all, k: 1 };
    const plain = await run(counting, knowing, use, { prompt: { openings } });
    const ahead = await run(counting, knowing, { ...use, lookAhead: 9 }, { prompt: { openings } });
    expect(ahead.states).toEqual(plain.states);
    expect(ahead.states[0]!.alive[0]!.tokens).toEqual([20, 21]);
    expect(ahead.model.passes.length).toBeLessThan(plain.model.passes.length);
  });

  it('guess nothing without n-grams and recall, and ask recall alone where there is nothing else', async () => {
    const none = await run(counting, null, { ...all, lookAhead: 5 });
    expect(none.model.passes.every((rows) => rows.length === 3)).toBe(true);
    const recall = (context: readonly number[]) => {
      return { share: 0.9, next: [{ id: context.at(-1)! + 1, probability: 1 }] };
    };
    const recalled = await run(counting, null, { ...all, lookAhead: 9 }, { prompt: { recall } });
    expect(recalled.model.passes).toHaveLength(1);
  });

  it('leave room in the cache for the steps to come', async () => {
    const { model } = await run(counting, guesser(1), { ...all, lookAhead: 50 }, { contextLength: 34 });
    for (const [i, rows] of model.passes.entries()) {
      expect(model.lengths[i]! + rows.length).toBeLessThanOrEqual(34);
    }
  });
});
