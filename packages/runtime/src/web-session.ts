import type { LanguageModel } from '@superposed/decoding';
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

/** A model on a device that may go away. */
export interface WebModel extends LanguageModel {
  /** Resolves, with why, once the device is lost or has made an error: nothing that it gives is to be trusted then. */
  readonly lost?: Promise<string>;
}

/** A model on WebGPU, keys and values in buffers that never leave the device. */
export async function webgpuModel(gguf: GgufModel, options: WebSessionOptions): Promise<WebModel> {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = options.wasmPaths;
  ort.env.wasm.wasmBinary = await fetchOrtBinary(`${options.wasmPaths}ort-wasm-simd-threaded.asyncify.wasm`);
  const { positions } = options;
  const graph = buildLlamaGraph(gguf, { linear: blockKit(0), positions, cache: 'shared' });
  // Weights stay outside of the model, so that they are never copied into one large message.
  const { model, tensors } = encodeModel(graph, true);
  const creation = ort.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    externalData: tensors,
    executionProviders: ['webgpu'],
  });
  const session = await unlessLost(creation, () => ort.env.webgpu.device as Promise<GPUDevice> | undefined);
  const device = await ort.env.webgpu.device;
  const cache = new GpuCache(ort.Tensor, device, gguf.config, positions);
  const parts = { session, cache, Tensor: ort.Tensor, config: gguf.config, positions };
  return Object.assign(new GraphModel(parts), { lost: failureOf(device) });
}

/** Milliseconds between looks for the device that onnxruntime has taken. */
const LOOK = 100;

/** Creation never ends where the device is lost meanwhile; this does. */
async function unlessLost<T>(creation: Promise<T>, device: () => Promise<GPUDevice> | undefined): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const loss = new Promise<never>((_, reject) => {
    const fail = ({ message }: GPUDeviceLostInfo): void => reject(new Error(message));
    timer = setInterval(() => {
      const taken = device();
      if (!taken) return;
      clearInterval(timer);
      void Promise.resolve(taken).then(({ lost }) => lost.then(fail));
    }, LOOK);
  });
  try {
    return await Promise.race([creation, loss]);
  } finally {
    clearInterval(timer);
  }
}

function failureOf(device: GPUDevice): Promise<string> {
  return new Promise((resolve) => {
    void device.lost.then(({ message }) => resolve(`the graphics processor was lost: ${message}`));
    device.addEventListener('uncapturederror', ({ error }) =>
      resolve(`the graphics processor failed: ${error.message}`),
    );
  });
}
