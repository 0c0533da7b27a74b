import { promptRows, type LanguageModel, type NextTokens, type Row } from '@superposed/decoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGguf } from '../architectures/model';
import { branches, everyKindOfPass, expectEqual, PASSES, prompt } from '../passes/passes.fixture';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';
import { createWebModel } from './web';

const wasmPaths = `${location.origin}/ort/`;
const capacity = 64;

describe('the model on each backend', () => {
  const models: LanguageModel[] = [];
  const results: Record<string, Record<string, NextTokens[]>> = {};
  const add = async (name: string, model: LanguageModel): Promise<void> => {
    models.push(model);
    results[name] = await everyKindOfPass(model);
  };

  beforeAll(async () => {
    const gguf = parseGguf(tinyGguf({ vocabularySize: 1024 }));
    await add('webgpu', await createWebModel(gguf, { device: 'webgpu', wasmPaths, capacity }));
    for (const threads of [1, 2]) {
      await add(
        `wasm ${threads}`,
        await createWebModel(gguf, { device: 'wasm', wasmPaths, capacity, threads }),
      );
    }
    await add('wasm', await createWebModel(gguf, { device: 'wasm', wasmPaths, capacity }));
  });
  afterAll(async () => {
    for (const model of models) await model.dispose();
  });

  for (const pass of PASSES) {
    it(`gives the same logits on WebGPU and WASM: ${pass}`, () => {
      expectEqual(results['webgpu']?.[pass], results['wasm 1']?.[pass], 1e-3);
    });
    it(`gives the very same on any number of WASM threads: ${pass}`, () => {
      expect(results['wasm 2']?.[pass]).toEqual(results['wasm 1']?.[pass]);
      expect(results['wasm']?.[pass]).toEqual(results['wasm 1']?.[pass]);
    });
  }

  it('runs a branched step as so many runs of their own', async () => {
    for (const model of models) {
      model.truncate(prompt.length);
      const together = await model.forward(branches);
      for (const [i, branch] of branches.entries()) {
        model.truncate(prompt.length);
        expectEqual(await model.forward([branch]), [together[i]!], 1e-3);
      }
    }
  });

  it('goes on from a branch as from a plain prompt', async () => {
    for (const model of models) {
      model.truncate(prompt.length);
      await model.forward(branches);
      const next: Row = {
        tokens: [21],
        position: 8,
        sees: [
          [0, 7],
          [8, 9],
        ],
        scored: true,
      };
      const branched = await model.forward([next]);
      model.truncate(0);
      expectEqual(branched, await model.forward(promptRows([...prompt, 600, 21], 0)), 1e-3);
    }
  });
});
