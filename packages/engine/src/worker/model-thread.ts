import { trustedWorker } from '@superposed/runtime/trusted-worker';
import { MODEL_WORKER, type ModelReply, type ModelRequest } from '../beside/messages';
import { serveModel } from '../beside/serve-model';
import { RemoteModel } from '../beside/remote-model';

/** Whether this thread was started to serve a model. */
export const isModelThread = (): boolean => (globalThis as { readonly name?: unknown }).name === MODEL_WORKER;

/** A model on WebGPU in a thread of its own: a worker of this worker's own script. @param bytes go over to it */
export function startModelThread(bytes: Uint8Array<ArrayBuffer>, ortUrl: string): Promise<RemoteModel> {
  const worker = trustedWorker(() => new Worker(location.href, { type: 'module', name: MODEL_WORKER }));
  return RemoteModel.start(worker, bytes, ortUrl);
}

/** Serves a model on WebGPU to the thread that started this one. */
export function serveModelThread(): void {
  const receive = serveModel(
    (reply: ModelReply) => postMessage(reply),
    async (bytes, wasmPaths) => {
      const { createWebModel, parseGguf } = await import('@superposed/runtime');
      return createWebModel(parseGguf(bytes), { device: 'webgpu', wasmPaths });
    },
  );
  addEventListener('message', ({ data }: MessageEvent<ModelRequest>) => receive(data));
}
