import type { InferenceSession } from 'onnxruntime-common';
import { GpuCache } from './gpu-cache';
import type { GgufModel } from './gguf';
import { GraphModel } from './graph-model';
import { HostCache } from './host-cache';
import type { LinearKit } from './linear';
import { buildLlamaGraph } from './llama-graph';
import { encodeModel, type OnnxGraph } from './onnx-writer';

export interface WebSessionOptions {
  readonly wasmPaths: string;
  readonly linear: LinearKit;
  /** Slots and positions. */
  readonly positions: number;
}

/** A model on onnxruntime's WASM kernels, keys and values in host memory. */
export async function wasmModel(
  gguf: GgufModel,
  options: WebSessionOptions & { readonly threads: number },
): Promise<GraphModel> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = options.wasmPaths;
  ort.env.wasm.numThreads = options.threads;
  const { positions, linear } = options;
  const graph = buildLlamaGraph(gguf, { linear, positions, cache: 'append' });
  const session = await createSession(ort, graph, { executionProviders: ['wasm'] });
  const cache = new HostCache(ort.Tensor, gguf.config, positions);
  return new GraphModel({ session, cache, Tensor: ort.Tensor, config: gguf.config, positions });
}

/** A model on WebGPU, keys and values in buffers that never leave the device. */
export async function webgpuModel(gguf: GgufModel, options: WebSessionOptions): Promise<GraphModel> {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = options.wasmPaths;
  const { positions, linear } = options;
  const graph = buildLlamaGraph(gguf, { linear, positions, cache: 'shared' });
  const session = await createSession(ort, graph, { executionProviders: ['webgpu'] });
  const cache = new GpuCache(ort.Tensor, await ort.env.webgpu.device, gguf.config, positions);
  return new GraphModel({ session, cache, Tensor: ort.Tensor, config: gguf.config, positions });
}

function createSession(
  ort: typeof import('onnxruntime-web'),
  graph: OnnxGraph,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  // Weights stay outside of the model, so that they are never copied into one large message.
  const { model, tensors } = encodeModel(graph, true);
  return ort.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    externalData: tensors,
    ...options,
  });
}
