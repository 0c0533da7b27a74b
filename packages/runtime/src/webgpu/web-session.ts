import type { LanguageModel } from '@superposed/decoding';
import type { Real } from '../onnx/graph-builder';
import { hasFloat16, startInFloat16 } from './float16';
import { GpuCache } from './gpu-cache';
import { GpuIo } from './gpu-io';
import type { GgufModel } from '../architectures/model';
import { GraphModel } from '../passes/graph-model';
import { buildDecoderGraph } from '../architectures/decoder-graph';
import { encodeModel } from '../onnx/onnx-writer';
import { fetchOrtBinary, ortModule } from './ort-files';

/** GroupQueryAttention reads it on the processor. */
const ON_HOST: ReadonlySet<string> = new Set(['total_length']);

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

/** A model on WebGPU, keys and values in buffers that never leave the device; in floats of 16 bits where it can. */
export async function webgpuModel(gguf: GgufModel, options: WebSessionOptions): Promise<WebModel> {
  return startInFloat16((real) => startModel(gguf, options, real), await hasFloat16());
}

async function startModel(gguf: GgufModel, options: WebSessionOptions, real: Real): Promise<WebModel> {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = { mjs: await ortModule(options.wasmPaths) };
  // Nothing is computed on the processor; and where Trusted Types are enforced, onnxruntime can't start threads.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = await fetchOrtBinary(options.wasmPaths);
  const { positions } = options;
  const graph = buildDecoderGraph(gguf, { positions, real, gpuOnly: true });
  // Weights stay outside of the model, so that they are never copied into one large message.
  const { model, tensors } = encodeModel(graph, true);
  const session = await ort.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    externalData: tensors,
    executionProviders: [{ name: 'webgpu', validationMode: 'disabled' }],
  });
  // A device that was lost meanwhile says so now: onnxruntime shows it only after the session is made.
  const device = await ort.env.webgpu.device;
  const cache = new GpuCache(ort.Tensor, device, gguf.config, positions, real);
  const io = new GpuIo(ort.Tensor, device, ON_HOST);
  const parts = { session, cache, io, config: gguf.config, positions };
  return Object.assign(new GraphModel(parts), { lost: failureOf(device) });
}

function failureOf(device: GPUDevice): Promise<string> {
  return new Promise((resolve) => {
    void device.lost.then(({ message }) => resolve(`the graphics processor was lost: ${message}`));
    device.addEventListener('uncapturederror', ({ error }) =>
      resolve(`the graphics processor failed: ${error.message}`),
    );
  });
}
