import { readFile } from 'node:fs/promises';
import { promptRows, type LanguageModel } from '@superposed/decoding';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeModel, type NodeModelOptions } from '../devices/node';
import { BLOCK_TYPES, type TensorType } from '../gguf/block-types';
import { ARCHITECTURES, type ArchitectureName } from './architectures';
import { parseGguf } from './model';
import { randomModel } from './random-models.fixture';

/** Ids and log probabilities of the best tokens after each prompt, as llama.cpp gives them. */
type Best = readonly (readonly [id: number, logProbability: number])[];
const recorded = JSON.parse(
  await readFile(new URL('../../fixtures/models.json', import.meta.url), 'utf8'),
) as { readonly prompts: readonly number[][]; readonly models: Readonly<Record<string, readonly Best[]>> };

let model: LanguageModel | undefined;
afterEach(async () => {
  await model?.dispose();
  model = undefined;
});

/** The largest difference of a log probability; the best tokens are held to be the same. */
async function difference(name: string, backend: NodeModelOptions['backend']): Promise<number> {
  const [architecture, type] = name.split('.') as [ArchitectureName, TensorType];
  model = await createNodeModel(parseGguf(randomModel(architecture, type)), { backend, capacity: 64 });
  const differences: number[] = [];
  for (const [p, best] of recorded.models[name]!.entries()) {
    model.truncate(0);
    const targets = best.map(([id]) => id);
    const rows = promptRows(recorded.prompts[p]!, 0).map((row) => ({ ...row, targets }));
    const [next] = await model.forward(rows);
    expect(next!.ids[0]).toBe(targets[0]);
    best.forEach(([, logProbability], i) => {
      differences.push(Math.abs(next!.targetLogits![i]! - next!.logPartition - logProbability));
    });
  }
  return Math.max(...differences);
}

describe('a random model of each architecture and type', () => {
  const names = Object.keys(ARCHITECTURES).flatMap((architecture) =>
    Object.keys(BLOCK_TYPES).map((type) => `${architecture}.${type}`),
  );

  it('is recorded', () => {
    expect(Object.keys(recorded.models).sort()).toEqual(names.sort());
  });

  it.each(names)('%s gives what llama.cpp gives, on WASM', async (name) => {
    expect(await difference(name, 'wasm')).toBeLessThan(0.01);
  });

  it.each(names)('%s gives what llama.cpp gives, as a graph', async (name) => {
    // Blocks with a minimum are rounded to symmetric ones.
    const rounded = BLOCK_TYPES[name.split('.')[1] as TensorType].minima;
    expect(await difference(name, 'native')).toBeLessThan(rounded ? 0.06 : 0.01);
  });
});
