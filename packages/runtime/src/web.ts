import type { LanguageModel } from '@superposed/decoding';
import type { Device } from './device';
import { RuntimeError, UnsupportedModelError } from './errors';
import type { GgufModel } from './gguf';
import { blockKit } from './linear-blocks';
import { int8Kit } from './linear-int8';
import { wasmModel, webgpuModel } from './web-session';

/** Slots and positions of a session where the caller doesn't say. */
export const DEFAULT_CAPACITY = 2048;

export interface WebModelOptions {
  readonly device: Device;
  /** Address of the folder with onnxruntime-web's .wasm and .mjs files, ending in '/'. Never a CDN by default. */
  readonly wasmPaths: string;
  /** WASM threads; more than one needs cross-origin isolation. Default: as many as help, at most 4. */
  readonly threads?: number;
  /** Slots and positions. Default 2048, at most the model's context length. */
  readonly capacity?: number;
}

/**
 * Makes a language model on this device with onnxruntime-web.
 * @throws {RuntimeError} WebAssembly or WebGPU missing, or the session could not be made
 */
export async function createWebModel(gguf: GgufModel, options: WebModelOptions): Promise<LanguageModel> {
  if (typeof WebAssembly !== 'object') {
    throw new RuntimeError(
      'wasm-unavailable',
      'WebAssembly is not available here, so the language model can not run. Allow it (wasm-unsafe-eval in a ' +
        'content security policy) or go on with the n-gram table alone.',
    );
  }
  const positions = Math.min(options.capacity ?? DEFAULT_CAPACITY, gguf.config.contextLength);
  try {
    const { wasmPaths, threads = defaultThreads() } = options;
    return options.device === 'wasm'
      ? await wasmModel(gguf, { wasmPaths, threads, positions, linear: int8Kit })
      : await webgpuModel(gguf, { wasmPaths, positions, linear: blockKit(0) });
  } catch (cause) {
    if (cause instanceof RuntimeError || cause instanceof UnsupportedModelError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RuntimeError(
      'session-failed',
      `onnxruntime could not start the model on ${options.device}: ${reason}`,
      {
        cause,
      },
    );
  }
}

/** Threads that help: past four they wait more than they save at this model's size. */
function defaultThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency));
}
