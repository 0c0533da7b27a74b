/** The name to list in a `trusted-types` directive. */
const POLICY = 'superposed-complete';

interface Policy {
  createScriptURL(url: string): unknown;
}

/** Not all browsers know Trusted Types, nor does TypeScript. */
interface Trusting {
  readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  readonly Worker: typeof Worker;
}

let policy: Policy | undefined;

/**
 * Starts a worker of ours, also where Trusted Types are enforced.
 *
 * Bundlers find a worker by the very expression `new Worker(new URL('…', import.meta.url))`, which leaves no room for
 * a trusted address. So for the moment in which `start` runs, `Worker` is one that vouches for what it is given: the
 * address that the bundler wrote, never one that a page or a user could change.
 */
export function trustedWorker(start: () => Worker): Worker {
  const { trustedTypes, Worker: Plain } = globalThis as unknown as Trusting;
  try {
    policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (url) => url });
  } catch {
    // The page allows no such policy; it may have a default one.
  }
  if (!policy) return start();
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(policy!.createScriptURL(String(url)) as URL, options);
    }
  };
  try {
    return start();
  } finally {
    globalThis.Worker = Plain;
  }
}
