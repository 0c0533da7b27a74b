import { promptRows, type LanguageModel, type NextTokens, type Row } from '@superposed/decoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGguf, type GgufModel } from '../architectures/model';
import { randomModel } from '../architectures/random-models.fixture';
import {
  branches,
  everyKindOfPass,
  expectEqual,
  inVocabulary,
  PASSES,
  prompt,
} from '../passes/passes.fixture';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';
import { createWebModel, type WebModelOptions } from './web';

const wasmPaths = `${location.origin}/ort/`;
const opened: LanguageModel[] = [];
afterAll(() => Promise.all(opened.map((model) => model.dispose())));

async function open(gguf: GgufModel, options: Omit<WebModelOptions, 'wasmPaths'>): Promise<LanguageModel> {
  const model = await createWebModel(gguf, { wasmPaths, capacity: 64, ...options });
  opened.push(model);
  return model;
}

/** A branched step is so many runs of their own, and from a branch a draft goes on as from a plain prompt. */
async function expectTree(model: LanguageModel): Promise<void> {
  const forward = (rows: readonly Row[]): Promise<NextTokens[]> =>
    model.forward(rows.map((row) => inVocabulary(row, model.vocabularySize)));
  model.truncate(0);
  await forward(promptRows(prompt, 0));
  const together = await forward(branches);
  const next: Row = {
    tokens: [21],
    position: 8,
    sees: [
      [0, 7],
      [8, 9],
    ],
    scored: true,
  };
  const branched = await forward([next]);
  for (const [i, branch] of branches.entries()) {
    model.truncate(prompt.length);
    expectEqual(await forward([branch]), [together[i]!], 1e-3);
  }
  model.truncate(0);
  expectEqual(branched, await forward(promptRows([...prompt, 600, 21], 0)), 1e-3);
}

const tiny = (type: 'Q4_0' | 'Q4_1') => parseGguf(tinyGguf({ vocabularySize: 1024, type }));
const MODELS: readonly (readonly [name: string, make: () => GgufModel, tolerance: number])[] = [
  ['4 bits, all that can be fused', () => tiny('Q4_0'), 1e-3],
  // Blocks with a minimum are rounded to symmetric ones, to a hundredth of a step or so.
  ['blocks with a minimum', () => tiny('Q4_1'), 1e-2],
  ['norms of heads, windows and another activation', () => parseGguf(randomModel('gemma3', 'Q8_0')), 1e-3],
];

describe.each(MODELS)('a model of %s', (_, make, tolerance) => {
  const results: Record<string, Record<string, NextTokens[]>> = {};
  let webgpu: LanguageModel;
  beforeAll(async () => {
    const gguf = make();
    webgpu = await open(gguf, { device: 'webgpu' });
    results['webgpu'] = await everyKindOfPass(webgpu);
    results['wasm'] = await everyKindOfPass(await open(gguf, { device: 'wasm', threads: 1 }));
  });

  it.each(PASSES)('gives the same logits on WebGPU and WASM: %s', (pass) => {
    expectEqual(results['webgpu']?.[pass], results['wasm']?.[pass], tolerance);
  });

  it('branches as so many runs of their own, on WebGPU', () => expectTree(webgpu));
});

describe('a model on WASM', () => {
  const gguf = tiny('Q4_1');

  it('gives the very same on any number of threads', async () => {
    const alone = await everyKindOfPass(await open(gguf, { device: 'wasm', threads: 1 }));
    for (const threads of [{ threads: 2 }, {}]) {
      expect(await everyKindOfPass(await open(gguf, { device: 'wasm', ...threads }))).toEqual(alone);
    }
  });

  it('branches as so many runs of their own', async () => {
    await expectTree(await open(gguf, { device: 'wasm' }));
  });
});
