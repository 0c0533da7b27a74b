import type { LanguageModel } from '@superposed/decoding';
import type { InferenceSession } from 'onnxruntime-common';
import { Worker } from 'node:worker_threads';
import { RuntimeError } from '../errors';
import type { GgufModel } from '../architectures/model';
import { GraphModel } from '../passes/graph-model';
import { HostIo } from '../passes/graph-io';
import { HostCache } from '../passes/host-cache';
import { kernelModel } from '../wasm/kernel-session';
import type { StartHelper } from '../wasm/kernel-team';
import { buildDecoderGraph } from '../architectures/decoder-graph';
import { encodeModel } from '../onnx/onnx-writer';
import { DEFAULT_CAPACITY } from './web';

export interface NodeModelOptions {
  /** The kernels that browsers run on WASM, or on onnxruntime-node the graph that they run on WebGPU, in 32 or 16 bits. */
  readonly backend: 'native' | 'native-f16' | 'wasm';
  /** Threads; by default as many as onnxruntime takes natively, and one on WASM. */
  readonly threads?: number;
  /** Slots and positions. Default 2048. */
  readonly capacity?: number;
  /** As for pages. */
  readonly shortlist?: Iterable<number>;
}

/**
 * Makes a language model for Node commands.
 * @throws {RuntimeError} the native backend's package, which is optional, is not installed
 */
export async function createNodeModel(gguf: GgufModel, options: NodeModelOptions): Promise<LanguageModel> {
  const capacity = options.capacity ?? Math.min(DEFAULT_CAPACITY, gguf.config.contextLength);
  const { shortlist } = options;
  if (options.backend === 'wasm') {
    return kernelModel(gguf, {
      threads: options.threads ?? 1,
      measured: false,
      startHelper: startNodeWorker,
      capacity,
      ...(shortlist && { shortlist }),
    });
  }
  const ort = await import('onnxruntime-node').catch((cause: unknown) => {
    throw new RuntimeError(
      'native-unavailable',
      'The native backend needs a package that is not installed: npm install onnxruntime-node. Or take wasm.',
      { cause },
    );
  });
  const real = options.backend === 'native-f16' ? 'float16' : 'float';
  const built = buildDecoderGraph(gguf, { positions: capacity, real });
  const { model } = encodeModel(built, false);
  const sessionOptions: InferenceSession.SessionOptions = { graphOptimizationLevel: 'all' };
  if (options.threads) sessionOptions.intraOpNumThreads = options.threads;
  const session = await ort.InferenceSession.create(model, sessionOptions);
  const cache = new HostCache(ort.Tensor, gguf.config, capacity, real);
  return new GraphModel({
    session,
    cache,
    io: new HostIo(ort.Tensor),
    config: gguf.config,
    positions: capacity,
  });
}

/** Source of a helper thread, as kernel-worker.ts: inline, since Node's workers take no TypeScript. */
const HELPER = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, memory, thread } = workerData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.postMessage('ready');
exports.serve(thread);`;

const startNodeWorker: StartHelper = (start) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(HELPER, { eval: true, workerData: start });
    worker.unref();
    worker.once('error', reject);
    worker.once('message', () => resolve({ end: () => void worker.terminate() }));
  });
