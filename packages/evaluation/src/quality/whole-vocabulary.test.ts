import { fileURLToPath } from 'node:url';
import { promptRows } from '@superposed/decoding';
import { readFile } from 'node:fs/promises';
import { parseGguf } from '@superposed/runtime';
import { createNodeModel } from '@superposed/runtime/node';
import { expect, it } from 'vitest';
import { WholeVocabulary } from './whole-vocabulary';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));

it('has every token once, best first, with probabilities that sum to 1', async () => {
  const model = await createNodeModel(parseGguf(await readFile(TINY)), { backend: 'wasm' });
  const whole = new WholeVocabulary(model);
  const [best] = await model.forward(promptRows([5, 6, 7], 0));
  const next = await whole.next({ ids: [5, 6, 7], next: best! });
  expect(whole.cacheLength).toBe(3);
  expect(new Set(next.ids).size).toBe(whole.vocabularySize);
  expect(Array.from(next.ids.subarray(0, 8))).toEqual(Array.from(best!.ids.subarray(0, 8)));
  const sum = next.logits.reduce((total, logit) => total + Math.exp(logit - next.logPartition), 0);
  expect(sum).toBeCloseTo(1, 3);
  await whole.dispose();
});
