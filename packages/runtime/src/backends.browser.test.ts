import { promptRows, type LanguageModel, type NextTokens, type Row } from '@superposed/decoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floatKit } from './float-kit.fixture';
import { parseGguf } from './gguf';
import { tinyGguf } from './tiny-gguf.fixture';
import { createWebModel } from './web';
import { wasmModel } from './web-session';

const wasmPaths = `${location.origin}/ort/`;
const capacity = 64;
const vocabularySize = 1024;
const prompt = [5, 900, 17, 44, 303, 512, 8];
const superposed: Row = { tokens: [4, 77, 9], weights: [0.5, 0.3, 0.2], position: 7, scored: true };
/** Three branches at one position over the prompt, blind to each other. */
const branches: Row[] = [10, 600, 33].map((id) => ({
  tokens: [id],
  position: 7,
  sees: [[0, 7]],
  scored: true,
}));
/** Two drafts of three tokens over the prompt, each row seeing its own draft only; every row has targets. */
const drafts = [
  [10, 20, 30],
  [600, 5, 7],
];
const scoring: Row[] = drafts.flatMap((draft, d) =>
  draft.map((id, i) => ({
    tokens: [id],
    position: 7 + i,
    sees: [
      [0, 7],
      [7 + 3 * d, 7 + 3 * d + i],
    ] as const,
    scored: true,
    targets: [draft[i + 1] ?? 0, ...draft],
  })),
);

/** Prefill, superposed step, branched step and scoring pass, each after the same prompt. */
async function everyKindOfPass(model: LanguageModel): Promise<Record<string, NextTokens[]>> {
  model.truncate(0);
  const passes: Record<string, NextTokens[]> = { prefill: await model.forward(promptRows(prompt, 0)) };
  for (const [name, rows] of Object.entries({ superposed: [superposed], branches, scoring })) {
    model.truncate(prompt.length);
    passes[name] = await model.forward(rows);
  }
  return passes;
}

function expectEqual(
  got: NextTokens[] | undefined,
  wanted: NextTokens[] | undefined,
  tolerance: number,
): void {
  expect(got?.length).toBe(wanted?.length);
  wanted?.forEach((row, r) => {
    const other = got![r]!;
    const logits = new Map(Array.from(other.ids, (id, i) => [id, other.logits[i]!]));
    const scale = Math.abs(row.logits[0]!);
    row.ids.subarray(0, 32).forEach((id, i) => {
      expect(
        Math.abs((logits.get(id) ?? NaN) - row.logits[i]!) / scale,
        `row ${r}, token ${id}`,
      ).toBeLessThan(tolerance);
    });
    expect(Math.abs(other.logPartition - row.logPartition) / scale).toBeLessThan(tolerance);
    expect(other.targetLogits?.length).toBe(row.targetLogits?.length);
    row.targetLogits?.forEach((logit, t) => {
      expect(Math.abs(other.targetLogits![t]! - logit) / scale).toBeLessThan(tolerance);
    });
  });
}

const load = async (ternary: boolean) => parseGguf(tinyGguf({ vocabularySize, ternary }));

describe('the graph on each backend', () => {
  const models: LanguageModel[] = [];
  const results: Record<string, Record<string, NextTokens[]>> = {};
  const add = async (name: string, model: LanguageModel): Promise<void> => {
    models.push(model);
    results[name] = await everyKindOfPass(model);
  };

  beforeAll(async () => {
    const exact = await load(true);
    const rounded = await load(false);
    await add('webgpu', await createWebModel(exact, { device: 'webgpu', wasmPaths, capacity }));
    await add('webgpu, rounded', await createWebModel(rounded, { device: 'webgpu', wasmPaths, capacity }));
    await add('wasm', await createWebModel(exact, { device: 'wasm', wasmPaths, capacity }));
    await add('wasm, rounded', await createWebModel(rounded, { device: 'wasm', wasmPaths, capacity }));
    const plain = { wasmPaths, positions: capacity, threads: 1, linear: floatKit };
    await add('float', await wasmModel(exact, plain));
    await add('float, rounded', await wasmModel(rounded, plain));
  });
  afterAll(async () => {
    for (const model of models) await model.dispose();
  });

  for (const pass of ['prefill', 'superposed', 'branches', 'scoring']) {
    it(`gives the same logits on WebGPU and WASM: ${pass}`, () => {
      expectEqual(results['webgpu']?.[pass], results['wasm']?.[pass], 1e-3);
    });
    it(`gives what float weights give, ${pass}`, () => {
      expectEqual(results['wasm']?.[pass], results['float']?.[pass], 1e-3);
      expectEqual(results['webgpu, rounded']?.[pass], results['float, rounded']?.[pass], 1e-3);
      // Weights that int8 has to round: within what 8 bits allow.
      expectEqual(results['wasm, rounded']?.[pass], results['float, rounded']?.[pass], 3e-2);
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
