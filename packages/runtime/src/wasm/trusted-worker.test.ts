import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trustedWorker } from './trusted-worker';

const started: string[] = [];
class FakeWorker extends EventTarget {
  constructor(url: string | URL) {
    super();
    started.push(String(url));
  }
}
const start = (url: string) => trustedWorker(() => new Worker(new URL(url), { type: 'module' }));

beforeEach(() => {
  started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://page.example' });
});
afterEach(() => vi.unstubAllGlobals());

describe('a worker', () => {
  it('of this origin is started as it is', () => {
    start('https://page.example/assets/worker.js');
    expect(started).toEqual(['https://page.example/assets/worker.js']);
  });

  it('of another origin is imported by one of this origin', async () => {
    start('https://cdn.example/worker.js');
    expect(started).toHaveLength(1);
    expect(started[0]).toMatch(/^blob:/);
    const script = await (await fetch(started[0]!)).text();
    expect(script).toBe('import "https://cdn.example/worker.js";');
  });

  it('is left to the browser to refuse where the page has no origin', () => {
    vi.stubGlobal('location', { origin: 'null' });
    start('https://cdn.example/worker.js');
    expect(started).toEqual(['https://cdn.example/worker.js']);
  });

  it('of somebody else is started as ever afterwards', () => {
    start('https://cdn.example/worker.js');
    expect(Worker).toBe(FakeWorker);
  });
});
