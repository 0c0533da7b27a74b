/** Entry of a helper thread in browsers. */
import type { HelperStart, KernelExports } from './wasm/kernel-team';

addEventListener('message', ({ data: { module, memory, thread } }: MessageEvent<HelperStart>) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  postMessage('ready');
  // Never returns: the thread that started this one ends it.
  (exports as unknown as KernelExports).serve(thread);
});
