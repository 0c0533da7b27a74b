import type { SuggestDetail, SuperposedComplete } from 'superposed-complete';

/** What a page notes of itself, in milliseconds. */
export interface Noted {
  /** From the navigation to a model that can write. */
  ready?: number;
  /** From a key to the model's first draft, and to the drafts that stay: one of each a key. */
  readonly first: number[];
  readonly all: number[];
  /** Whether the last key has been answered. */
  answered: boolean;
  /** Threads of the worker beside its own, and whether they share memory. */
  helpers: number;
  shared: boolean;
  readonly simd: boolean;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Runs in the page, before all else: notes what happens to the element. */
export function noteTimes(): void {
  // A function that adds v128 to v128.
  const simd = new Uint8Array([
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
    ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  ]);
  const noted: Noted = {
    first: [],
    all: [],
    answered: true,
    helpers: 0,
    shared: false,
    simd: WebAssembly.validate(simd),
  };
  window.noted = noted;
  let key: number | undefined;
  let begun = false;
  addEventListener('superposed-progress', ({ target }) => {
    if ((target as SuperposedComplete).status?.state === 'ready') noted.ready ??= performance.now();
  });
  addEventListener(
    'keydown',
    () => {
      key = performance.now();
      begun = noted.answered = false;
    },
    { capture: true },
  );
  addEventListener('superposed-suggest', (event) => {
    const { drafts, done } = (event as CustomEvent<SuggestDetail>).detail;
    if (key === undefined || drafts.every(({ source }) => source !== 'model')) return;
    const since = performance.now() - key;
    if (!begun) noted.first.push(since);
    begun = true;
    if (!done) return;
    noted.all.push(since);
    noted.answered = true;
    key = undefined;
  });
}

/** Runs in the page, before the element: has its worker tell how many threads it starts. */
export function watchWorkers(): void {
  const channel = new BroadcastChannel('threads');
  channel.addEventListener('message', ({ data }: MessageEvent<{ shared?: boolean }>) => {
    if (data.shared) window.noted.shared = true;
    else window.noted.helpers += 1;
  });
  const inWorker = `
    const channel = new BroadcastChannel('threads');
    const { Worker, WebAssembly: { Memory } } = self;
    self.Worker = class extends Worker {
      constructor(...given) { super(...given); channel.postMessage({}); }
    };
    WebAssembly.Memory = class extends Memory {
      constructor(wanted) { super(wanted); if (wanted.shared) channel.postMessage({ shared: true }); }
    };
    // What comes before the worker's own code hears it.
    const early = [];
    const keep = ({ data, ports }) => early.push({ data, ports });
    addEventListener('message', keep);
    const url = new URLSearchParams(location.hash.slice(1)).get('url');
    await import(url);
    removeEventListener('message', keep);
    for (const message of early) dispatchEvent(new MessageEvent('message', message));`;
  const blob = URL.createObjectURL(new Blob([inWorker], { type: 'text/javascript' }));
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const address = new URL(url, location.href).href;
      super(`${blob}#url=${encodeURIComponent(address)}`, { ...options, type: 'module' });
    }
  };
}
