/**
 * A promise that a signal can end: it rejects with the signal's reason, and what was begun is undone. The signal is no
 * longer listened to once the promise has settled, for it may outlive many.
 * @param begin starts the work, and returns how to undo it if the signal comes first
 */
export function abortable<T>(
  signal: AbortSignal,
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      undo();
      reject(signal.reason as Error);
    };
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        signal.removeEventListener('abort', onAbort);
        settle(value);
      };
    signal.addEventListener('abort', onAbort, { once: true });
    const undo = begin(settled(resolve), settled(reject as (error: unknown) => void));
  });
}
