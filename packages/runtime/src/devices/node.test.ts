import { promptRows, type LanguageModel, type Row } from '@superposed/decoding';
import { afterEach, describe, expect, it } from 'vitest';
import { parseGguf } from '../architectures/model';
import type { TensorType } from '../gguf/block-types';
import { createNodeModel, type NodeModelOptions } from './node';
import { everyKindOfPass, expectEqual, PASSES } from '../passes/passes.fixture';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';

const vocabularySize = 256;
const prompt = [5, 90, 17, 44, 203, 12, 8];
const opened: LanguageModel[] = [];

async function tiny(options: NodeModelOptions, type: TensorType = 'Q4_1'): Promise<LanguageModel> {
  const gguf = parseGguf(tinyGguf({ vocabularySize, type }));
  const model = await createNodeModel(gguf, { capacity: 32, ...options });
  opened.push(model);
  return model;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((model) => model.dispose()));
});

/** Log partition and the logits of a fixed set of tokens, for comparing. */
async function measure(model: LanguageModel, rows: readonly Row[]): Promise<number[]> {
  const scored = await model.forward(rows);
  return scored.flatMap(({ ids, logits, logPartition }) => {
    const byId = new Map(Array.from(ids, (id, i) => [id, logits[i]!]));
    return [logPartition, ...[...byId.keys()].sort((a, b) => a - b).map((id) => byId.get(id)!)];
  });
}

function expectClose(got: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(got.length).toBe(wanted.length);
  got.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(tolerance));
}

describe('createNodeModel', () => {
  it('gives the same natively and on WASM', async () => {
    const reference = await measure(await tiny({ backend: 'native' }, 'Q4_0'), promptRows(prompt, 0));
    const kernels = await tiny({ backend: 'wasm' }, 'Q4_0');
    expectClose(await measure(kernels, promptRows(prompt, 0)), reference, 5e-3);
  });

  it('gives nearly the same natively where blocks have a minimum, which is rounded there', async () => {
    const models = [await tiny({ backend: 'native' }), await tiny({ backend: 'wasm' })];
    const [rounded, exact] = await Promise.all(models.map(everyKindOfPass));
    for (const pass of PASSES) expectEqual(rounded?.[pass], exact?.[pass], 1e-2);
  });

  it('finds the best tokens of a vocabulary that takes rounds', async () => {
    const gguf = parseGguf(tinyGguf({ vocabularySize: 20_000, type: 'Q4_0' }));
    const models = await Promise.all(
      (['native', 'wasm'] as const).map((backend) => createNodeModel(gguf, { backend, capacity: 64 })),
    );
    opened.push(...models);
    const [native, wasm] = await Promise.all(models.map(everyKindOfPass));
    for (const pass of PASSES) expectEqual(native?.[pass], wasm?.[pass], 1e-3);
  });

  it('gives nearly the same in 16 bits, in every kind of pass', async () => {
    const gguf = parseGguf(tinyGguf({ vocabularySize: 1024 }));
    const models = await Promise.all(
      (['native-f16', 'native'] as const).map((backend) => createNodeModel(gguf, { backend, capacity: 64 })),
    );
    opened.push(...models);
    const [half, full] = await Promise.all(models.map(everyKindOfPass));
    for (const pass of PASSES) expectEqual(half?.[pass], full?.[pass], 1e-2);
  });

  it.each(['F32', 'F16', 'Q8_0', 'Q4_0'] as const)('runs weights of %s', async (type) => {
    const rows = [
      ...promptRows(prompt.slice(0, -1), 0),
      { tokens: [8], position: 6, scored: true, targets: [3, 9] },
    ];
    const native = (await (await tiny({ backend: 'native' }, type)).forward(rows)).at(-1);
    const wasm = (await (await tiny({ backend: 'wasm' }, type)).forward(rows)).at(-1);
    expectClose([...(native?.targetLogits ?? [])], [...(wasm?.targetLogits ?? [])], 5e-3);
    expect(native?.targetLogits?.length).toBe(2);
    expectClose([native!.logPartition], [wasm!.logPartition], 5e-3);
  });

  it('prefills in pieces as in one go, and after truncation as from the start', async () => {
    const model = await tiny({ backend: 'native' });
    const whole = await measure(model, promptRows(prompt, 0));
    model.truncate(3);
    await model.forward(promptRows([200, 201], 3));
    model.truncate(3);
    await model.forward(promptRows(prompt.slice(3, 5), 3));
    expect(model.cacheLength).toBe(5);
    expectClose(await measure(model, promptRows(prompt.slice(5), 5)), whole, 1e-3);
  });

  it('takes a superposition of one token for that token', async () => {
    const model = await tiny({ backend: 'native' });
    const plain = await measure(model, [{ tokens: [9], position: 0, scored: true }]);
    model.truncate(0);
    const rows: Row[] = [{ tokens: [9, 30, 9], weights: [0.25, 0, 0.75], position: 0, scored: true }];
    expectClose(await measure(model, rows), plain, 1e-3);
  });

  it('takes a row that adds up to nothing', async () => {
    for (const backend of ['native', 'wasm'] as const) {
      const model = await tiny({ backend });
      const [next] = await model.forward([{ tokens: [9], weights: [0], position: 0, scored: true }]);
      expect([...next!.logits].every((logit) => logit === 0)).toBe(true);
      model.truncate(0);
      const rows = [{ tokens: [9], weights: [0], position: 0 }, ...promptRows([4, 5], 1)];
      expect((await model.forward(rows)).at(-1)?.logits[0]).toBeGreaterThan(0);
    }
  });

  it('returns as many of the best tokens as asked for, best first', async () => {
    const model = await tiny({ backend: 'native' });
    const [five] = await model.forward(promptRows(prompt, 0), { topM: 5 });
    expect(five?.ids.length).toBe(5);
    expect([...five!.logits]).toEqual([...five!.logits].sort((a, b) => b - a));
  });

  it('refuses what it can not do', async () => {
    const model = await tiny({ backend: 'native' });
    await expect(model.forward(promptRows(prompt, 0), { topM: 65 })).rejects.toThrow(/topM is 65/);
    await expect(model.forward(promptRows(Array<number>(33).fill(1), 0))).rejects.toThrow(RangeError);
    expect(() => model.truncate(1)).toThrow(/Can't truncate a cache of 0 slots to 1/);
  });

  it('refuses a second pass while one is running', async () => {
    const model = await tiny({ backend: 'native' });
    const first = model.forward(promptRows(prompt, 0));
    await expect(model.forward(promptRows(prompt, 0))).rejects.toThrow(/still running/);
    await first;
  });
});
