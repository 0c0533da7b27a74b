import { GpuCache } from './gpu-cache';
import type { GgufModel } from './gguf';
import { GraphModel } from './graph-model';
import { blockKit } from './linear-blocks';
import { buildLlamaGraph } from './llama-graph';
import { encodeModel } from './onnx-writer';
import { fetchOrtBinary } from './ort-binary';

export interface WebSessionOptions {
  readonly wasmPaths: string;
  /** Slots and positions. */
  readonly positions: number;
}

/** A model on WebGPU, keys and values in buffers that never leave the device. */
export async function webgpuModel(gguf: GgufModel, options: WebSessionOptions): Promise<GraphModel> {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = options.wasmPaths;
  ort.env.wasm.wasmBinary = await fetchOrtBinary(`${options.wasmPaths}ort-wasm-simd-threaded.asyncify.wasm`);
  const { positions } = options;
  const graph = buildLlamaGraph(gguf, { linear: blockKit(0), positions, cache: 'shared' });
  // Weights stay outside of the model, so that they are never copied into one large message.
  const { model, tensors } = encodeModel(graph, true);
  const session = await ort.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    externalData: tensors,
    executionProviders: ['webgpu'],
  });
  const cache = new GpuCache(ort.Tensor, await ort.env.webgpu.device, gguf.config, positions);
  return new GraphModel({ session, cache, Tensor: ort.Tensor, config: gguf.config, positions });
}
