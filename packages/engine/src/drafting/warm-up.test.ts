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

it('hands on what the model throws', async () => {
  const fail = (): never => {
    throw new Error('device lost');
  };
  const model = new ScriptedModel(createTokenizer(smallVocabulary()), {}, fail);
  await expect(warmUp(model)).rejects.toThrow('device lost');
});
