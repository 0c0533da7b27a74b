import type { Device } from './device';
import { RuntimeError, UnsupportedModelError } from '../errors';
import type { GgufModel } from '../architectures/model';
import { kernelModel } from '../wasm/kernel-session';
import { startWorker } from '../start-kernel-worker';
import { needWasm } from '../wasm/need-wasm';
import { webgpuModel, type WebModel } from '../webgpu/web-session';

/** Slots and positions of a session where the caller doesn't say. */
export const DEFAULT_CAPACITY = 2048;

export interface WebModelOptions {
  readonly device: Device;
  /**
   * Address of the folder with onnxruntime-web's .wasm and .mjs files, ending in '/'; only WebGPU needs them.
   * Never a CDN by default.
   */
  readonly wasmPaths: string;
  /** WASM threads; more than one needs cross-origin isolation. Default: what measures fastest, 1 to 4, less than cores. */
  readonly threads?: number;
  /** Slots and positions. Default 2048, at most the model's context length. */
  readonly capacity?: number;
  /**
   * Ids of the tokens that WASM looks at where a pass wants a short head (`ForwardOptions.head`), besides those that the
   * pass names. Default: all.
   */
  readonly shortlist?: Iterable<number>;
}

/**
 * Makes a language model on this device: on WebGPU with onnxruntime-web, on WASM with kernels of our own.
 * The file's bytes are not needed afterwards.
 * @throws {RuntimeError} WebAssembly or WebGPU missing or forbidden, or the session could not be made
 */
export async function createWebModel(gguf: GgufModel, options: WebModelOptions): Promise<WebModel> {
  needWasm();
  const positions = Math.min(options.capacity ?? DEFAULT_CAPACITY, gguf.config.contextLength);
  try {
    if (options.device === 'webgpu') {
      return await webgpuModel(gguf, { wasmPaths: options.wasmPaths, positions });
    }
    const { threads = mostThreads(), shortlist } = options;
    const measured = options.threads === undefined;
    return await kernelModel(gguf, {
      threads,
      measured,
      capacity: positions,
      startHelper: startWorker,
      ...(shortlist && { shortlist }),
    });
  } catch (cause) {
    if (cause instanceof RuntimeError || cause instanceof UnsupportedModelError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RuntimeError(
      'session-failed',
      `The model could not be started on ${options.device}: ${reason}`,
      { cause },
    );
  }
}

/**
 * Threads to try: past four they wait more than they save at this model's size. One core stays free, for the page that
 * somebody types into.
 */
function mostThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1));
}
