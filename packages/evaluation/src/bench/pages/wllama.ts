import { Wllama } from '@wllama/wllama/esm/index.js';
import { DEFAULT_MODEL } from '../page-protocol';
import { fetchModel } from './model-file';
import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';

/** More than models have. */
const ALL_LAYERS = 999;

const quiet = { debug: () => undefined, log: () => undefined, warn: () => undefined, error: console.error };
const wllama = new Wllama(
  { default: new URL(wasm, location.href).href },
  { logger: quiet, suppressNativeLog: true },
);

globalThis.bench = {
  async load({ threads, device, model = DEFAULT_MODEL }) {
    const gguf = await fetchModel(model);
    const start = performance.now();
    await wllama.loadModel([gguf], {
      n_threads: threads,
      n_gpu_layers: device === 'webgpu' ? ALL_LAYERS : 0,
      n_ctx: 2048,
      n_parallel: 1,
    });
    return performance.now() - start;
  },

  async run({ text, tokens }) {
    const { timings, choices } = await wllama.createCompletion({
      prompt: text,
      max_tokens: tokens,
      temperature: 0,
      top_k: 1,
      ignore_eos: true,
      // Known to its server, though not to the type: each run reads its prompt anew, as the others do.
      ...{ cache_prompt: false },
    });
    if (!timings) throw new Error('wllama gave no timings.');
    // Its own clock, in its worker: what the page waits for is more.
    return { prefill: timings.prompt_ms, decode: timings.predicted_ms, draft: choices[0]?.text ?? '' };
  },
};
