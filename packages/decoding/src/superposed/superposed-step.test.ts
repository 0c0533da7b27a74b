import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINISHED_PENALTY } from '../drafts/draft';
import { paperOptions, type SuperposedOptions } from './options';
import type { NextTokens } from '../model/language-model';
import { nextTokens } from '../model/scripted-model.fixture';
import {
  START,
  superposedStep,
  type NgramLookUp,
  type StepRows,
  type SuperposedState,
} from './superposed-step';

const EOS = 0;
const options: SuperposedOptions = { ...paperOptions(2, { eosIds: [EOS] }), tau: 1, m: 4, alpha: 0.5 };
/** What one row says that is about all drafts, from the logits of tokens 0 … n − 1. */
const sharedRow = (logits: readonly number[]): StepRows => ({ kind: 'shared', next: nextTokens(logits) });
const ownRow = (next: NextTokens): StepRows => ({ kind: 'own', next: [next] });
/** n-grams by a function that sees a draft's tokens. */
const lookUp = (
  write: (tokens: readonly number[], candidates: Int32Array, out: Float32Array) => void,
): NgramLookUp => ({
  source: {
    probabilities: (tokens, candidates, _, out) => write(tokens, Int32Array.from(candidates), out),
    continuations: () => [],
  },
  contextOf: ({ tokens }) => tokens,
});
const tokensOf = (state: SuperposedState) => state.alive.map((draft) => draft.tokens);

describe('paper openings', () => {
  it('opens with the best k tokens of one draft', () => {
    const state = superposedStep(START, sharedRow([-9, 1, 3, 2]), null, options);
    expect(tokensOf(state)).toEqual([[2], [3]]);
    expect(state.superposition.tokens).toEqual([2, 3]);
    const odds = state.superposition.weights[0]! / state.superposition.weights[1]!;
    expect(odds).toBeCloseTo(Math.E, 4);
  });

  it('lets drafts compete: both may extend the same one', () => {
    const alive = [
      { tokens: [1], score: -1, finished: false },
      { tokens: [2], score: -50, finished: false },
    ];
    const state = superposedStep({ ...START, alive }, sharedRow([-9, 1, 3, 2]), null, options);
    expect(tokensOf(state)).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  it('moves a draft that ends to the finished pool, with its score', () => {
    const state = superposedStep(START, sharedRow([4, 1, 3, 2]), null, options);
    expect(state.finished).toHaveLength(1);
    expect(state.finished[0]).toMatchObject({ tokens: [EOS], finished: true });
    expect(state.finished[0]!.score).toBeGreaterThan(state.alive[0]!.score);
    expect(tokensOf(state)).toEqual([[2], [3]]);
  });

  it('keeps the best k finished drafts, best first', () => {
    const finished = [-0.1, -0.2].map((score) => ({ tokens: [5, EOS], score, finished: true }));
    const state = superposedStep({ ...START, finished }, sharedRow([9, 1, 3, 2]), null, options);
    expect(state.finished).toHaveLength(2);
    expect(state.finished[0]).toMatchObject({ tokens: [EOS] });
    expect(state.finished[1]).toEqual(finished[0]);
  });

  it('asks the n-grams for each living draft, and penalises only those that they do not know', () => {
    const alive = [1, 2].map((id) => ({ tokens: [id], score: 0, finished: false }));
    const asked: number[][] = [];
    const ngrams = lookUp((tokens, candidates, out) => {
      asked.push([tokens[0]!, ...Array.from(candidates)]);
      if (tokens[0] === 2) out.fill(0.1);
    });
    const state = superposedStep({ ...START, alive }, sharedRow([-9, 1, 3, 2]), ngrams, options);
    expect(asked).toEqual([
      [1, 2, 3, 1, 0],
      [2, 2, 3, 1, 0],
    ]);
    expect(tokensOf(state)).toEqual([
      [2, 2],
      [2, 3],
    ]);
    const lone = superposedStep({ ...START, alive: alive.slice(0, 1) }, sharedRow([0, 9]), ngrams, options);
    expect(lone.alive[0]!.score).toBeCloseTo(-200, 3);
  });

  it('fills up with placeholders, as the reference does, where too few tokens have support', () => {
    const logits = Array.from({ length: 64 }, (_, id) => (id < 40 ? 0 : 50 - id));
    const state = superposedStep(START, sharedRow(logits), null, { ...options, k: 3, m: 2 });
    expect(tokensOf(state)).toEqual([[40], [41], [0]]);
    expect(state.alive[2]!.score).toBe(-Infinity);
    expect(state.finished).toEqual([]);
    expect(state.superposition.tokens).toEqual([40, 41]);
  });

  it('lets an ended draft live on, sunk, only where nothing else is left', () => {
    const next = sharedRow([5, 4]);
    const state = superposedStep(START, next, null, { ...options, m: 2 });
    expect(state.finished).toHaveLength(1);
    expect(state.alive[0]!.tokens).toEqual([1]);
    expect(state.alive[1]!.tokens).toEqual([EOS]);
    expect(state.alive[1]!.score).toBeLessThan(-FINISHED_PENALTY);
    expect(state.superposition).toEqual({ tokens: [1], weights: [1] });
  });
});

describe('distinct openings', () => {
  const distinct: SuperposedOptions = { ...options, openings: 'distinct', interpolation: 'linear', k: 3 };
  const words = ['', 'a', 'a', 'b', 'c', '', 'd'];
  const firstWordKey = (id: number): string => words[id] ?? '';

  it('opens with the best tokens whose first words differ, and none without a word', () => {
    const state = superposedStep(START, sharedRow([9, 4, 5, 3, 2, 8, 1]), null, {
      ...distinct,
      firstWordKey,
    });
    expect(tokensOf(state)).toEqual([[2], [3], [4]]);
  });

  it('has fewer drafts where there are fewer words', () => {
    const state = superposedStep(START, sharedRow([9, 4, 5]), null, { ...distinct, firstWordKey });
    expect(tokensOf(state)).toEqual([[2]]);
    expect(state.superposition).toEqual({ tokens: [2], weights: [1] });
  });

  it('looks beyond m for an opening', () => {
    const next = sharedRow([9, 4, 5, 3, 2, 8, 1]);
    const state = superposedStep(START, next, null, { ...distinct, m: 1, firstWordKey });
    expect(state.alive).toHaveLength(3);
  });

  it('weighs the model by firstStepMix in the first step alone', () => {
    const ngrams = lookUp((_, candidates, out) => {
      candidates.forEach((id, j) => (out[j] = id === 3 ? 0.5 : 0));
    });
    const use = { ...distinct, k: 1, alpha: 1, lambdas: [0.5] };
    const next = sharedRow([-9, 2, 1, 0]);
    expect(tokensOf(superposedStep(START, next, ngrams, { ...use, firstStepMix: 1 }))).toEqual([[1]]);
    expect(tokensOf(superposedStep(START, next, ngrams, use))).toEqual([[3]]);
    const later = { ...START, alive: [{ tokens: [1], score: 0, finished: false }] };
    expect(tokensOf(superposedStep(later, next, ngrams, { ...use, firstStepMix: 1 }))).toEqual([[1, 3]]);
  });

  it('extends each draft by its own best token, and ends those that end', () => {
    const alive = [1, 2, 3].map((id) => ({ tokens: [id], score: -id, finished: false }));
    const ngrams = lookUp((tokens, candidates, out) => {
      candidates.forEach((id, j) => (out[j] = id === (tokens[0] === 2 ? EOS : 3) ? 0.5 : 0));
    });
    const use = { ...distinct, lambdas: [0.5], alpha: 0.9 };
    const state = superposedStep({ ...START, alive }, sharedRow([0, 0, 0, 0]), ngrams, use);
    expect(tokensOf(state)).toEqual([
      [1, 3],
      [3, 3],
    ]);
    expect(state.finished.map((draft) => draft.tokens)).toEqual([[2, EOS]]);
    expect(state.superposition.tokens).toEqual([3]);
  });
});

it('tells the log score of each token, and ln p while a draft has a row of its own', () => {
  const next = nextTokens([-9, 1, 3, 2]);
  const use = { ...options, openings: 'distinct', interpolation: 'linear', k: 1 } as const;
  const opened = superposedStep(START, ownRow(next), null, use);
  const branched = superposedStep(opened, ownRow(next), null, use);
  const superposed = superposedStep(branched, { kind: 'shared', next }, null, use);
  const again = superposedStep(superposed, ownRow(next), null, use).alive[0]!;
  expect(again.logScores).toHaveLength(4);
  expect(again.logScores!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(again.score, 9);
  // What comes after a gap could not be told from what came before it.
  const logProb = 3 - next.logPartition;
  expect(again.logProbs).toEqual([expect.closeTo(logProb, 6), expect.closeTo(logProb, 6)]);
});

it('takes a followed row as about its draft alone', () => {
  const use = { ...options, openings: 'distinct', interpolation: 'linear' } as const;
  const opened = superposedStep(START, ownRow(nextTokens([-9, 1, 3, 2])), null, use);
  const next = nextTokens([-9, 1, 3, 2]);
  const { alive } = superposedStep(opened, { kind: 'followed', draft: 1, next }, null, use);
  expect(alive.map(({ logProbs }) => logProbs!.length)).toEqual([1, 2]);
});

it('scores openings among themselves where there can be no others', () => {
  const all = nextTokens([-9, 3, 2, 1]);
  const part = { ids: all.ids.slice(1, 3), logits: all.logits.slice(1, 3), logPartition: all.logPartition };
  const use = { ...options, openings: 'distinct', interpolation: 'linear', closedOpenings: true } as const;
  const share = 1 / (1 + Math.exp(-1));
  const { alive } = superposedStep(START, ownRow(part), null, use);
  expect(alive.map(({ score }) => Math.exp(score))).toEqual([
    expect.closeTo(share, 5),
    expect.closeTo(1 - share, 5),
  ]);
  expect(Math.exp(alive[0]!.logProbs![0]!)).toBeCloseTo(share, 5);
  // The n-grams' share of all tokens goes with the model's share of all: e² and e¹ of their sum, and .2 of the second.
  const ngrams = lookUp((_, candidates, out) => candidates.forEach((id, j) => (out[j] = id === 3 ? 0.1 : 0)));
  const mixed = superposedStep(START, ownRow(part), ngrams, {
    ...use,
    lambdas: [0.5],
    firstStepMix: 0.5,
  }).alive;
  const p = [...part.logits].map((logit) => Math.exp(logit - part.logPartition));
  const odds = (p[1]! + 0.2) / p[0]!;
  expect(mixed.map(({ tokens }) => tokens[0])).toEqual([3, 2]);
  expect(mixed[0]!.score - mixed[1]!.score).toBeCloseTo(Math.log(odds), 5);
});

it('ends a draft that stops, and gives its weight to the others', () => {
  const use = { ...options, openings: 'distinct', interpolation: 'linear', k: 3 } as const;
  const stops = ({ tokens }: { tokens: readonly number[] }) => tokens[0] === 2;
  const state = superposedStep(START, sharedRow([-9, 1, 3, 2]), null, { ...use, stops });
  expect(tokensOf(state)).toEqual([[3], [1]]);
  expect(state.finished).toMatchObject([{ tokens: [2], finished: false }]);
  expect(state.superposition.tokens).toEqual([3, 1]);
  const none = superposedStep(START, sharedRow([-9, 1, 3, 2]), null, { ...use, stops: () => true });
  expect(none.alive).toEqual([]);
  expect(none.finished).toHaveLength(3);
});

it('never repeats a draft, keeps at most k of each kind, and is deterministic', () => {
  const logits = fc.array(
    fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 16, maxLength: 16 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  const known = fc.array(fc.constantFrom(0, 0, 0.01, 0.5), { minLength: 16, maxLength: 16 });
  const kinds = fc.constantFrom<Partial<SuperposedOptions>>(
    {},
    { openings: 'distinct', interpolation: 'linear' },
  );
  const property = fc.property(
    logits,
    known,
    kinds,
    fc.integer({ min: 1, max: 6 }),
    (steps, table, kind, k) => {
      const use = { ...paperOptions(k, { eosIds: [EOS] }), m: 8, ...kind };
      const ngrams = lookUp((tokens, candidates, out) =>
        candidates.forEach((id, j) => (out[j] = table[(id + (tokens.at(-1) ?? 0)) % 16]!)),
      );
      const run = () =>
        steps.reduce((state, each) => superposedStep(state, sharedRow(each), ngrams, use), START);
      const state = run();
      expect(run()).toEqual(state);
      expect(state.alive.length).toBeLessThanOrEqual(k);
      expect(state.finished.length).toBeLessThanOrEqual(k);
      const names = tokensOf(state).map((tokens) => tokens.join());
      expect(new Set(names).size).toBe(names.length);
      const total = state.superposition.weights.reduce((sum, weight) => sum + weight, 0);
      if (state.alive.length > 0) expect(total).toBeCloseTo(1, 6);
    },
  );
  fc.assert(property, { numRuns: 200 });
});
