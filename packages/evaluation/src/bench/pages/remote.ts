type Call = readonly [name: string, ...args: unknown[]];
type Answer = { readonly result: unknown } | { readonly error: string };

/** The page's side: calls a function of its worker by name, one call at a time. */
export function caller(worker: Worker): <T>(...call: Call) => Promise<T> {
  return <T>(...call: Call) =>
    new Promise<T>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ('error' in data) reject(new Error(data.error));
        else resolve(data.result as T);
      };
      worker.onerror = ({ message: reason }) => reject(new Error(reason || 'The worker could not start.'));
      worker.postMessage(call);
    });
}

/** The worker's side. */
export function offer(functions: object): void {
  const byName = functions as Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined>;
  globalThis.onmessage = ({ data: [name, ...args] }: MessageEvent<Call>) => {
    const run = byName[name] ?? (() => Promise.reject(new Error(`The worker has no ${name}.`)));
    run(...args).then(
      (result) => globalThis.postMessage({ result } satisfies Answer),
      (error: unknown) =>
        globalThis.postMessage({
          error: error instanceof Error ? error.stack! : String(error),
        } satisfies Answer),
    );
  };
}
