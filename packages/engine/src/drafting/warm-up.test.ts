import { expect, it } from 'vitest';
import { ScriptedModel, smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { warmUp } from './warm-up';

it('runs a prompt, branched and superposed steps, and leaves nothing in the cache', async () => {
  const model = new ScriptedModel(createTokenizer(smallVocabulary()), {});
  await warmUp(model);
  expect(model.cacheLength).toBe(0);
  expect(model.passes[0]).toBeGreaterThan(3);
  expect(model.passes).toContain(3);
  expect(model.passes).toContain(1);
});

/** Rows of the passes of a warm-up on a device, and the rows whose costs it tells. */
async function measuredOn(cost: { pass: number; row: number }) {
  let time = 0;
  const model = new ScriptedModel(createTokenizer(smallVocabulary()), {});
  const forward = model.forward.bind(model);
  model.forward = (rows) => {
    time += cost.pass + cost.row * rows.length;
    return forward(rows);
  };
  const costs = await warmUp(model, () => time);
  return { passes: model.passes.length, most: Math.max(...model.passes), costs };
}

it('tells what rows cost, and what many cost where some are nearly free', async () => {
  const dear = await measuredOn({ pass: 1, row: 6 });
  expect(dear.costs).toEqual([
    [1, 7],
    [3, 19],
    [8, 49],
  ]);
  expect(dear.most).toBe(8);
  const free = await measuredOn({ pass: 3, row: 0.1 });
  expect(free.costs.map(([rows]) => rows)).toEqual([1, 3, 8, 27, 51]);
  expect(free.costs.at(-1)![1]).toBeCloseTo(8.1, 9);
});

it('runs each pass on a slow device, and not again and again', async () => {
  const usual = await measuredOn({ pass: 1, row: 6 });
  const slow = await measuredOn({ pass: 1000, row: 6000 });
  expect(slow.costs.map(([, cost]) => cost / slow.costs[0]![1])).toEqual(
    usual.costs.map(([, cost]) => cost / usual.costs[0]![1]),
  );
  expect([usual.passes, slow.passes]).toEqual([21, 9]);
});

it('hands on what the model throws', async () => {
  const fail = (): never => {
    throw new Error('device lost');
  };
  const model = new ScriptedModel(createTokenizer(smallVocabulary()), {}, fail);
  await expect(warmUp(model)).rejects.toThrow('device lost');
});
