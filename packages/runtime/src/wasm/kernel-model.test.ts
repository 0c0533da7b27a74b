import { promptRows, type LanguageModel, type Row } from '@superposed/decoding';
import * as ort from 'onnxruntime-node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { floatKit } from '../onnx/linear-floats';
import { parseGguf, type GgufModel } from '../architectures/model';
import type { TensorType } from '../gguf/block-types';
import { GraphModel } from '../passes/graph-model';
import { HostIo } from '../passes/graph-io';
import { HostCache } from '../passes/host-cache';
import { buildDecoderGraph } from '../architectures/decoder-graph';
import { createNodeModel } from '../devices/node';
import { encodeModel } from '../onnx/onnx-writer';
import { everyKindOfPass, expectEqual, PASSES } from '../passes/passes.fixture';
import { tinyGguf, type TinyOptions } from '../gguf/tiny-gguf.fixture';

const opened: LanguageModel[] = [];
const opening = <T extends LanguageModel>(model: T): T => {
  opened.push(model);
  return model;
};
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.splice(0).map((model) => model.dispose()));
});

const tiny = (options: Partial<TinyOptions> = {}): GgufModel =>
  parseGguf(tinyGguf({ vocabularySize: 1024, ...options }));

async function kernels(gguf: GgufModel, threads = 1, capacity = 64): Promise<LanguageModel> {
  return opening(await createNodeModel(gguf, { backend: 'wasm', threads, capacity }));
}

/** The same model in plain float arithmetic on onnxruntime's own kernels. */
async function reference(gguf: GgufModel, positions = 64): Promise<LanguageModel> {
  const graph = buildDecoderGraph(gguf, { linear: floatKit, positions });
  const session = await ort.InferenceSession.create(encodeModel(graph, false).model);
  const cache = new HostCache(ort.Tensor, gguf.config, positions, 'float');
  return opening(
    new GraphModel({ session, cache, io: new HostIo(ort.Tensor), config: gguf.config, positions }),
  );
}

describe('KernelModel', () => {
  it.each([
    ['Q4_1', 5e-4],
    ['Q4_0', 5e-4],
    ['Q8_0', 5e-4],
    // These two are rounded to 8 bits a block of 32.
    ['F16', 2e-2],
    ['F32', 2e-2],
  ] as const)('gives what float arithmetic gives on weights of %s', async (type: TensorType, tolerance) => {
    const gguf = tiny({ type });
    const wanted = await everyKindOfPass(await reference(gguf));
    const got = await everyKindOfPass(await kernels(gguf));
    for (const pass of PASSES) expectEqual(got[pass], wanted[pass], tolerance);
  });

  it('gives the very same with helper threads', async () => {
    const gguf = tiny();
    const alone = await everyKindOfPass(await kernels(gguf));
    expect(await everyKindOfPass(await kernels(gguf, 3))).toEqual(alone);
  });

  it('gives the very same on one thread where the browser refuses to share memory', async () => {
    const gguf = tiny();
    const wanted = await everyKindOfPass(await kernels(gguf));
    const { Memory } = WebAssembly;
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (size) {
      if (size.shared) throw new RangeError('could not allocate memory');
      return new Memory(size);
    });
    const refused = await kernels(gguf, 3);
    expect(await everyKindOfPass(refused)).toEqual(wanted);
  });

  it.each(['Q4_1', 'Q8_0', 'Q5_1', 'F16'] as const)(
    'gives rows together the very numbers that each has alone, with weights of %s for many panels',
    async (type) => {
      const model = await kernels(tiny({ type, feedForward: 2112 }));
      const rows = Array.from({ length: 11 }, (_, i): Row => ({
        tokens: [i * 91],
        position: i,
        scored: true,
      }));
      const alone = [];
      for (const row of rows) alone.push(...(await model.forward([row])));
      for (const most of [4, 7, 11]) {
        model.truncate(0);
        expect(await model.forward(rows.slice(0, most))).toEqual(alone.slice(0, most));
      }
    },
  );

  it.each([3, 4, 5, 6])(
    'gives rows together what each has alone where %i heads share keys',
    async (heads) => {
      const model = await kernels(tiny({ heads }));
      const rows = Array.from({ length: 9 }, (_, i): Row => ({
        tokens: [i * 91],
        position: i,
        scored: true,
      }));
      const alone = [];
      for (const row of rows) alone.push(...(await model.forward([row])));
      model.truncate(0);
      expect(await model.forward(rows)).toEqual(alone);
      model.truncate(0);
      const few = rows.map((row, i) => ({ ...row, scored: i === 3 || i === 7 }));
      expect(await model.forward(few)).toEqual([alone[3], alone[7]]);
    },
  );

  it.each(['Q4_1', 'Q8_0', 'F16'] as const)(
    'of %s gives a row the very same however many go with it, by fours or left over',
    async (type) => {
      const model = await kernels(tiny({ type }));
      const rows = promptRows([5, 900, 17, 44, 303, 512, 8, 77, 31, 640, 2], 0).map((row) => ({
        ...row,
        scored: true,
      }));
      const alone = [];
      for (const row of rows) alone.push(...(await model.forward([row])));
      for (let count = 2; count <= rows.length; count++) {
        model.truncate(0);
        expect(await model.forward(rows.slice(0, count))).toEqual(alone.slice(0, count));
      }
    },
  );

  it('takes passes longer than a chunk, and long texts', async () => {
    const gguf = tiny();
    const ids = Array.from({ length: 150 }, (_, i) => (i * 37) % 1024);
    const rows = ids.map((id, i): Row => ({
      tokens: [id],
      position: i,
      scored: i % 10 === 9,
      targets: [i, id],
    }));
    const model = await kernels(gguf, 2, 200);
    const wanted = await (await reference(gguf, 200)).forward(rows);
    expectEqual(await model.forward(rows), wanted, 5e-4);
    expect(model.cacheLength).toBe(150);
    model.truncate(100);
    await model.forward(promptRows(ids.slice(100, 120), 100));
    expectEqual(await model.forward(rows.slice(120)), wanted.slice(12), 5e-4);
  });

  it('takes many targets for one row', async () => {
    const targets = Array.from({ length: 600 }, (_, i) => 1023 - i);
    const model = await kernels(tiny());
    const [next] = await model.forward([{ tokens: [3], position: 0, scored: true, targets }]);
    expect(next?.targetLogits?.length).toBe(600);
    const at = targets.findIndex((id) => next!.ids[0] === id);
    if (at >= 0) expect(next!.targetLogits![at]).toBe(next!.logits[0]);
    const probabilities = [...next!.targetLogits!].map((logit) => Math.exp(logit - next!.logPartition));
    expect(Math.max(...probabilities)).toBeLessThanOrEqual(1);
  });

  it('takes vocabularies that fill no whole vector, and returns their best tokens', async () => {
    const gguf = tiny({ vocabularySize: 263 });
    const wanted = await (await reference(gguf)).forward(promptRows([5, 262, 17], 0));
    const model = await kernels(gguf);
    const got = await model.forward(promptRows([5, 262, 17], 0));
    expectEqual(got, wanted, 5e-4);
    expect([...got[0]!.ids]).toEqual([...wanted[0]!.ids]);
    model.truncate(0);
    const [five] = await model.forward(promptRows([5, 262, 17], 0), { topM: 5 });
    expect([...five!.logits]).toEqual([...got[0]!.logits.subarray(0, 5)]);
  });

  it('takes passes without scored rows', async () => {
    const model = await kernels(tiny());
    expect(await model.forward([{ tokens: [1], position: 0 }])).toEqual([]);
    expect(model.cacheLength).toBe(1);
  });

  it('refuses what it can not do', async () => {
    const gguf = tiny();
    const model = await kernels(gguf);
    await expect(model.forward([{ tokens: [1024], position: 0 }])).rejects.toThrow(/token id 1024/);
    await expect(model.forward(promptRows([1], 0), { topM: 0 })).rejects.toThrow(/topM is 0/);
    await expect(model.forward(promptRows(Array<number>(65).fill(1), 0))).rejects.toThrow(/holds 64 slots/);
    expect(() => model.truncate(1)).toThrow(/Can't truncate/);
    const odd = { ...gguf, config: { ...gguf.config, headSize: 48 } };
    await expect(kernels(odd)).rejects.toThrow(/multiples of 32/);
    await model.dispose();
    await expect(model.forward(promptRows([1], 0))).rejects.toThrow(/disposed/);
  });
});
