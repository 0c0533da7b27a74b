import {
  AutoModelForCausalLM,
  BaseStreamer,
  env,
  Tensor,
  type PreTrainedModel,
} from '@huggingface/transformers';
import type { BenchPage } from '../page-protocol';
import { offer } from './remote';

env.allowLocalModels = true;
env.allowRemoteModels = false;
env.useBrowserCache = false;
env.useWasmCache = false;
env.localModelPath = new URL('/files/', location.href).href;

/** When each token came. */
class Clock extends BaseStreamer {
  readonly times: number[] = [];
  override put(): void {
    this.times.push(performance.now());
  }
  override end(): void {
    // Nothing is held back.
  }
}

let model: PreTrainedModel;

offer({
  async load({ threads, device }) {
    const { wasm } = env.backends.onnx;
    if (!wasm) throw new Error('This build of transformers.js has no WASM backend.');
    wasm.wasmPaths = new URL('/files/peer-ort/', location.href).href;
    wasm.numThreads = threads;
    const start = performance.now();
    model = await AutoModelForCausalLM.from_pretrained('onnx', { dtype: 'q8', device });
    return performance.now() - start;
  },

  async run({ ids, tokens }) {
    const dims = [1, ids.length];
    const clock = new Clock();
    const start = performance.now();
    const output = await model.generate({
      inputs: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
      max_new_tokens: tokens,
      do_sample: false,
      streamer: clock,
    } as unknown as Parameters<PreTrainedModel['generate']>[0]);
    // The first call of the streamer brings the prompt.
    const [, first = start] = clock.times;
    const all = Array.from((output as Tensor).data as BigInt64Array, Number);
    return { prefill: first - start, decode: performance.now() - first, draft: all.slice(ids.length) };
  },
} satisfies BenchPage);
