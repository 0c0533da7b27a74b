import { trustedWorker } from '@superposed/runtime/trusted-worker';

/** Starts the worker. Its file has to lie beside this one: bundles keep the address as it is written. */
export function startWorker(): Worker {
  const name = 'superposed-complete';
  return trustedWorker(() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name }));
}
