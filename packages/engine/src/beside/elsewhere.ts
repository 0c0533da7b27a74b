import { abortable } from '../protocol/abortable';

/** Runs work of another thread, whose end nobody here waits for once the signal has stopped it. */
export type Elsewhere = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** Such work, one piece at a time: what was let go comes to its end before the next begins. */
export function elsewhere(): Elsewhere {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(signal: AbortSignal, work: () => Promise<T>) =>
    abortable<T>(signal, (resolve, reject) => {
      let stopped = false;
      const next = last.then(async () => {
        if (!stopped) resolve(await work());
      });
      last = next.catch(reject);
      return () => {
        stopped = true;
      };
    });
}
