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
 * The address of a worker's script that a page may start it from. Browsers start none from another origin, but one of
 * this origin may import from there, if that host lets it (CORS).
 */
function startable(url: string): string {
  const { origin } = globalThis.location;
  // A page without an origin of its own can start no worker; it hears so from the browser.
  if (origin === 'null' || !/^https?:/.test(url) || new URL(url).origin === origin) return url;
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  return URL.createObjectURL(script);
}

/**
 * Starts a worker of ours, also where Trusted Types are enforced, and from the files of another origin.
 *
 * Bundlers find a worker by the very expression `new Worker(new URL('…', import.meta.url))`, which leaves no room for
 * another address. So for the moment in which `start` runs, `Worker` is one that vouches for what it is given: the
 * address that the bundler wrote, never one that a page or a user could change.
 */
export function trustedWorker(start: () => Worker): Worker {
  const { trustedTypes, Worker: Plain } = globalThis as unknown as Trusting;
  try {
    policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (url) => url });
  } catch {
    // The page allows no such policy; it may have a default one.
  }
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      const address = startable(String(url));
      super((policy?.createScriptURL(address) ?? address) as URL, options);
    }
  };
  try {
    return start();
  } finally {
    globalThis.Worker = Plain;
  }
}
