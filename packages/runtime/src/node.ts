import type { LanguageModel } from '@superposed/decoding';
import type { InferenceSession } from 'onnxruntime-common';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GgufModel } from './gguf';
import { GraphModel } from './graph-model';
import { HostCache } from './host-cache';
import { blockKit } from './linear-blocks';
import { int8Kit } from './linear-int8';
import { buildLlamaGraph } from './llama-graph';
import { encodeModel } from './onnx-writer';
import { createWebModel, DEFAULT_CAPACITY } from './web';

export interface NodeModelOptions {
  /** onnxruntime-node's CPU kernels, or the WASM build that browsers run. */
  readonly backend: 'native' | 'wasm';
  /** `int4` is the graph that WebGPU runs, `int8` (default) the one that WASM runs. */
  readonly graph?: 'int4' | 'int8';
  /** Threads of the native backend; default as many as onnxruntime takes. WASM has one in Node. */
  readonly threads?: number;
  /** Slots and positions. Default 2048. */
  readonly capacity?: number;
}

/**
 * Makes a language model for Node commands.
 * @throws {RangeError} a graph or number of threads that the backend doesn't have
 */
export async function createNodeModel(gguf: GgufModel, options: NodeModelOptions): Promise<LanguageModel> {
  const capacity = options.capacity ?? Math.min(DEFAULT_CAPACITY, gguf.config.contextLength);
  const graph = options.graph ?? 'int8';
  if (options.backend === 'wasm') {
    if (graph !== 'int8') throw new RangeError('WASM runs the int8 graph only; take the native backend.');
    if ((options.threads ?? 1) !== 1)
      throw new RangeError('WASM has one thread in Node; take the native backend.');
    const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    const wasmPaths = `${pathToFileURL(dirname(wasm)).href}/`;
    return createWebModel(gguf, { device: 'wasm', wasmPaths, threads: 1, capacity });
  }
  const ort = await import('onnxruntime-node');
  const linear = graph === 'int4' ? blockKit(0) : int8Kit;
  const built = buildLlamaGraph(gguf, { linear, positions: capacity, cache: 'append' });
  const { model } = encodeModel(built, false);
  const sessionOptions: InferenceSession.SessionOptions = { graphOptimizationLevel: 'all' };
  if (options.threads) sessionOptions.intraOpNumThreads = options.threads;
  const session = await ort.InferenceSession.create(model, sessionOptions);
  const cache = new HostCache(ort.Tensor, gguf.config, capacity);
  return new GraphModel({ session, cache, Tensor: ort.Tensor, config: gguf.config, positions: capacity });
}
