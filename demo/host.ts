/** How long the first visit may wait for its service worker, in milliseconds, before it goes on with one thread. */
const PATIENCE = 4000;
const RELOADED = 'superposed-demo-reloaded';

const fields = (): NodeListOf<HTMLInputElement | HTMLTextAreaElement> =>
  document.querySelectorAll('.scene textarea, .scene input');

/**
 * Starts the service worker, which keeps the page for offline use. On a host that sends no headers for cross-origin
 * isolation the worker adds them, but only to a page that it has loaded: the first visit is then loaded once more,
 * before any model, with what has been written meanwhile.
 */
export async function prepareHost(): Promise<void> {
  restoreText();
  const { serviceWorker } = navigator as Partial<Navigator>;
  // The development server has the headers, and its files change.
  if (!import.meta.env.PROD || !serviceWorker) return;
  try {
    await serviceWorker.register('./service-worker.js');
  } catch {
    // No offline use then; all else works.
    return;
  }
  if (crossOriginIsolated || sessionStorage.getItem(RELOADED) !== null) return;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
  if (!(await Promise.race([serviceWorker.ready, late]))) return;
  sessionStorage.setItem(RELOADED, JSON.stringify(Array.from(fields(), ({ value }) => value)));
  location.reload();
  await new Promise(() => undefined);
}

function restoreText(): void {
  const kept = sessionStorage.getItem(RELOADED);
  if (!kept) return;
  const values = JSON.parse(kept) as string[];
  fields().forEach((field, i) => (field.value = values[i] ?? field.value));
  sessionStorage.setItem(RELOADED, '');
}
