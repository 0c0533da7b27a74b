import { fileUrl, isKeepable } from './keepable';

/** What of ServiceWorkerGlobalScope is used here: its types and those of pages exclude each other. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate' | 'fetch', listener: (event: ScopeEvent) => void): void;
}
interface ScopeEvent {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

/** Put in by the build (scripts/static-site.ts): the files of the page itself, and a name for this set of them. */
declare const SHELL: { readonly files: readonly string[]; readonly revision: string };

const scope = self as unknown as Scope;
const PREFIX = 'superposed-demo-';
const KEPT = PREFIX + SHELL.revision;
const address = (path: string): string => new URL(path, scope.registration.scope).href;
const shell = new Set(SHELL.files.map(address));

/**
 * Isolates the page across origins where the host sends no such headers: without it, WebAssembly has one thread.
 */
function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const { status, statusText } = response;
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : response.body, { status, statusText, headers });
}

/** What was kept, else what the server says; the latter is kept. */
async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  const url = fileUrl(request.url);
  const kept = await cache.match(url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (isKeepable(url, response)) await cache.put(url, response.clone());
  return response;
}

/** The newest page there is. Without a connection, the one that was kept: its files were kept with it. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(KEPT);
    const kept = await cache.match(address('index.html'), { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

scope.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(KEPT);
    const add = async (url: string) => {
      const response = await fetch(url, { cache: 'no-cache' });
      if (!isKeepable(url, response)) throw new TypeError(`${url} is not what it should be`);
      await cache.put(url, response);
    };
    await Promise.all([...shell].map(add));
  };
  event.waitUntil(keep());
});

// A later version waits until no page of the one before is open: those still load parts of theirs.
scope.addEventListener('activate', (event) => {
  const old = (name: string) => name.startsWith(PREFIX) && name !== KEPT;
  const tidy = async () => {
    await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
    await scope.clients.claim();
  };
  event.waitUntil(tidy());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.registration.scope)) return;
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  const url = fileUrl(request.url);
  // The engine keeps model and table itself, each part with its checksum.
  const keeps = shell.has(url) || url.startsWith(address('ort/'));
  const answer = request.mode === 'navigate' ? page(request) : keeps ? fromCache(request) : fetch(request);
  event.respondWith(answer.then(isolated));
});
