import { expect, it } from 'vitest';
import { compareReplay } from './compare-replay';

const step = {
  top_ids: [],
  top_logits: [],
  ngram_probs: [],
  alive: [[1], [2]],
  alive_log_probs: [-1, -Infinity],
  finished: [],
  finished_log_probs: [],
  superposition: { 1: 0.5 },
};

it('finds no difference between equals', () => {
  expect(compareReplay([step], [step])).toEqual({
    steps: 1,
    equalDrafts: 1,
    equalTokens: 1,
    scoreError: 0,
    weightError: 0,
  });
});

it('counts steps with other drafts or tokens, and finds the largest errors', () => {
  const other = {
    ...step,
    alive: [[2], [1]],
    alive_log_probs: [-1.5, -Infinity],
    superposition: { 1: 0.6, 2: 0.4 },
  };
  const comparison = compareReplay([step, other], [step, step, step]);
  expect(comparison).toMatchObject({ steps: 3, equalDrafts: 1, equalTokens: 1, scoreError: 0.5 });
  expect(comparison.weightError).toBeCloseTo(0.2, 9);
});

it('has no error that hides a score of another kind', () => {
  expect(compareReplay([{ ...step, alive_log_probs: [-1, -3] }], [step]).scoreError).toBeNaN();
});
