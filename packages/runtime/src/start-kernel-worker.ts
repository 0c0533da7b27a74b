import type { StartHelper } from './wasm/kernel-team';
import { trustedWorker } from './wasm/trusted-worker';

/** How long a helper may take to start, in milliseconds, before the model goes without it. */
const PATIENCE = 5000;

/** Starts a helper thread as a worker. */
export const startWorker: StartHelper = (start) =>
  new Promise((resolve, reject) => {
    const name = `superposed-kernels-${start.thread}`;
    const worker = trustedWorker(
      () => new Worker(new URL('./kernel-worker.js', import.meta.url), { type: 'module', name }),
    );
    const fail = (why: string): void => {
      worker.terminate();
      reject(new Error(`Helper thread ${start.thread} could not start: ${why}.`));
    };
    const timer = setTimeout(() => fail(`no answer in ${PATIENCE} ms`), PATIENCE);
    worker.onerror = (event) => fail(event.message);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve({ end: () => worker.terminate() });
    };
    worker.postMessage(start);
  });
