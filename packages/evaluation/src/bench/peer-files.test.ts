import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoModelForCausalLM, env, Tensor, type PreTrainedModel } from '@huggingface/transformers';
import { promptRows } from '@superposed/decoding';
import { parseGguf } from '@superposed/runtime';
import { createNodeModel } from '@superposed/runtime/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peerConfig, writePeerModel } from './peer-files';
import { quantise } from './peer-graph';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
const tiny = async () => parseGguf(await readFile(TINY));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-peer-'));
  await writePeerModel(await tiny(), join(folder, 'onnx'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the peer’s model', () => {
  it('is loaded by transformers.js, and says what our runtime says of the same weights', async () => {
    env.allowRemoteModels = false;
    env.localModelPath = `${folder}/`;
    const peer: PreTrainedModel = await AutoModelForCausalLM.from_pretrained('onnx', { dtype: 'q8' });
    const ours = await createNodeModel(await tiny(), { backend: 'native' });
    for (const ids of [[5], [5, 17, 300, 42], [9, 8, 7, 6, 5, 4, 3, 2, 1]]) {
      ours.truncate(0);
      const [next] = await ours.forward(promptRows(ids, 0));
      const long = (values: bigint[]) => new Tensor('int64', BigInt64Array.from(values), [1, values.length]);
      const { logits } = (await peer({
        input_ids: long(ids.map(BigInt)),
        attention_mask: long(ids.map(() => 1n)),
      })) as { logits: Tensor };
      const last = Array.from(logits.data as Float32Array).slice(-logits.dims.at(-1)!);
      const spread = next!.logits[0]! - next!.logits.at(-1)!;
      for (const [place, id] of [...next!.ids].entries())
        expect(Math.abs(last[id]! - next!.logits[place]!)).toBeLessThan(0.2 * spread);
    }
    await peer.dispose();
    await ours.dispose();
  });

  it('has the shape of the file', async () => {
    const { config } = await tiny();
    expect(JSON.parse(await readFile(join(folder, 'onnx/config.json'), 'utf8'))).toEqual(
      peerConfig({ config }),
    );
    expect(peerConfig({ config })).toMatchObject({
      model_type: 'llama',
      num_hidden_layers: config.layers,
      num_key_value_heads: config.kvHeads,
    });
  });
});

describe('quantise', () => {
  it('rounds each output feature to 8 bits of its own range, transposed', () => {
    const values = Float32Array.of(1, -2, 0.5, 100, 0, -50);
    const data = new Uint8Array(values.buffer);
    const { codes, scales } = quantise({ name: 'w', type: 'F32', rows: 2, columns: 3, data });
    expect(codes.dims).toEqual([3, 2]);
    expect([...(codes.data as Int8Array)]).toEqual([64, 127, -127, 0, 32, -63]);
    expect((scales.data as Float32Array)[0]).toBeCloseTo(2 / 127);
    expect((scales.data as Float32Array)[1]).toBeCloseTo(100 / 127);
  });
});
