/** Milliseconds for which a page has to be hidden before its worker is let go. */
export const REST_AFTER = 180_000;

/** What can be without its worker for a while. */
interface Resting {
  /** Gives the worker and its memory back; false while it has something to do. */
  rest(): boolean;
  /** Starts another, if it was given back. */
  wake(): void;
}

/**
 * Lets a worker go while nobody sees the page, as a model takes more memory than all the rest of it; several tabs would
 * hold several models. It comes back with the page, from what the browser keeps.
 * @returns stops it
 */
export function restWhileHidden(resting: Resting): () => void {
  // Not in a page, as in a test or on a server.
  if (typeof document === 'undefined') return () => undefined;
  const page = document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    timer = setTimeout(() => {
      if (!resting.rest()) wait();
    }, REST_AFTER);
  };
  const look = (): void => {
    clearTimeout(timer);
    if (page.visibilityState === 'hidden') wait();
    else resting.wake();
  };
  page.addEventListener('visibilitychange', look);
  if (page.visibilityState === 'hidden') wait();
  return () => {
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', look);
  };
}
