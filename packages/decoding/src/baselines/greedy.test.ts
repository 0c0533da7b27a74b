import { expect, it } from 'vitest';
import type { Draft } from '../drafts/draft';
import { decodeGreedy } from './greedy';
import { nextTokens, ScriptedModel } from '../model/scripted-model.fixture';

const EOS = 0;
const prompt = { ids: [1], next: nextTokens([0, 0, 5, 0]) };
const script = [
  [0, 0, 0, 5],
  [5, 0, 0, 0],
];

async function last(drafts: AsyncIterable<Draft>): Promise<Draft | undefined> {
  let draft: Draft | undefined;
  for await (draft of drafts);
  return draft;
}

it('takes the best token of each step until the end of sequence', async () => {
  const model = new ScriptedModel(script, 1);
  const draft = await last(decodeGreedy(model, prompt, { maxNewTokens: 9, eosIds: [EOS] }));
  expect(draft).toMatchObject({ tokens: [2, 3, EOS], finished: true });
  expect(draft!.score).toBeCloseTo(-3 * Math.log(1 + 3 * Math.exp(-5)), 5);
  expect(model.passes.map(([row]) => [row!.tokens, row!.position])).toEqual([
    [[2], 1],
    [[3], 2],
  ]);
  expect(model.cacheLength).toBe(1);
});

it('stops after the tokens that were asked for', async () => {
  const model = new ScriptedModel(script, 1);
  const draft = await last(decodeGreedy(model, prompt, { maxNewTokens: 2, eosIds: [EOS] }));
  expect(draft).toMatchObject({ tokens: [2, 3], finished: false });
  expect(model.passes).toHaveLength(1);
});

it('leaves the prefix alone in the cache when it is aborted', async () => {
  const model = new ScriptedModel(script, 1);
  const controller = new AbortController();
  const drafts = decodeGreedy(model, prompt, { maxNewTokens: 9, eosIds: [] }, controller.signal);
  await drafts.next();
  await drafts.next();
  controller.abort();
  await expect(drafts.next()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(model.cacheLength).toBe(1);
});
