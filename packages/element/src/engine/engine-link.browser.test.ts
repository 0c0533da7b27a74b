import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ElementStatus } from './engine-link';
import { FakeWorker, Mounted } from '../mounted.fixture';
import '../superposed-complete';

const SLOW = { saveData: false, effectiveType: '3g' };
let manifest: { status: number; body: object };
let kept: string[];

function connection(value: object): void {
  vi.spyOn(navigator as unknown as { connection: object }, 'connection', 'get').mockReturnValue(value);
}

beforeEach(() => {
  FakeWorker.all = [];
  kept = [];
  manifest = { status: 200, body: { parts: [{ file: 'part-0.bin', bytes: 98e6 }] } };
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(manifest.body, { status: manifest.status })));
  const match = (url: string) =>
    Promise.resolve(kept.some((file) => url.endsWith(file)) ? new Response() : undefined);
  vi.stubGlobal('caches', { open: () => Promise.resolve({ match, put: () => Promise.resolve() }) });
});
afterEach(() => {
  document.body.innerHTML = '';
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const ATTRIBUTES = 'ngrams=""';
const asked = async (attributes = ATTRIBUTES) => {
  const mounted = await Mounted.mount(attributes);
  await vi.waitFor(() => expect(mounted.part('consent')).not.toBeNull());
  return mounted;
};

describe('consent', () => {
  it.each([{ saveData: true }, SLOW, { effectiveType: '4g', type: 'cellular' }])(
    'is asked for, with the size, and nothing is loaded: %j',
    async (line) => {
      connection(line);
      const seen: ElementStatus[] = [];
      const hear = (event: CustomEvent<ElementStatus>) => void seen.push(event.detail);
      document.body.addEventListener('superposed-progress', hear, { once: true });
      const mounted = await asked();
      expect(mounted.part('consent')!.textContent).toContain('a download of 98 MB, once');
      expect(FakeWorker.all).toEqual([]);
      expect(seen).toEqual([{ state: 'asking', bytes: 98e6, declined: false }]);
    },
  );

  it('starts the download, and is not asked for again', async () => {
    connection(SLOW);
    const mounted = await asked();
    await userEvent.type(mounted.field, 'I will');
    await userEvent.click(mounted.part('download')!);
    expect(FakeWorker.all).toHaveLength(1);
    // What is written already is asked about.
    await vi.waitFor(() => expect(mounted.worker.last?.text).toBe('I will'));
    const again = await Mounted.mount(ATTRIBUTES);
    expect(FakeWorker.all).toHaveLength(2);
    expect(again.part('consent')).toBeNull();
  });

  it('once refused leaves a way back, also on later visits', async () => {
    connection(SLOW);
    const mounted = await asked();
    mounted.element.answer('not-now');
    await mounted.element.updateComplete;
    expect(mounted.part('consent')!.textContent).toContain('Suggestions are off.');
    const later = await asked();
    expect(later.element.status).toMatchObject({ declined: true });
    expect(later.element.shadowRoot!.querySelectorAll('button')).toHaveLength(1);
    await userEvent.click(later.part('download')!);
    expect(FakeWorker.all).toHaveLength(1);
  });

  it('is needless where everything is kept from an earlier visit', async () => {
    connection(SLOW);
    kept = ['part-0.bin'];
    await Mounted.mount(ATTRIBUTES);
    await vi.waitFor(() => expect(FakeWorker.all).toHaveLength(1));
  });

  it('is needless where the manifest can not be read; loading tells why', async () => {
    connection(SLOW);
    manifest = { status: 404, body: {} };
    await Mounted.mount(ATTRIBUTES);
    await vi.waitFor(() => expect(FakeWorker.all).toHaveLength(1));
  });

  it('is for the page to decide', async () => {
    connection({ effectiveType: '4g' });
    await asked(`${ATTRIBUTES} consent="always"`);
    connection({ saveData: true });
    await Mounted.mount(`${ATTRIBUTES} consent="never"`);
    expect(FakeWorker.all).toHaveLength(1);
  });

  it('is forgotten with an element that is disabled or gone before the size is known', async () => {
    connection(SLOW);
    const { element } = await Mounted.mount(ATTRIBUTES);
    element.disabled = true;
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(element.status).toBeUndefined();
    element.answer('download');
    expect(FakeWorker.all).toEqual([]);
  });
});

describe('what a person can see', () => {
  const READY = { type: 'ready', reason: '', ngrams: true };
  const hint = ({ element }: Mounted) => element.shadowRoot!.querySelector('[part=hint]')?.textContent.trim();

  it.each([
    ['webgpu', /^Write, and drafts appear here\.$/],
    ['wasm', /No GPU here: drafts take longer\.$/],
    ['none', /Short drafts only/],
  ])('is what to expect of %s', async (device, text) => {
    const mounted = await Mounted.mount(ATTRIBUTES);
    await mounted.say({ ...READY, device });
    expect(hint(mounted)).toMatch(text);
  });

  it('is why there is no model, and a button to try again', async () => {
    const mounted = await Mounted.mount(ATTRIBUTES);
    await mounted.say({ ...READY, device: 'none', reason: 'part-2.bin is not there.' });
    expect(mounted.part('hint')!.querySelector('[lang=en]')!.textContent).toBe('part-2.bin is not there.');
    await userEvent.click(mounted.part('retry')!);
    expect(FakeWorker.all).toHaveLength(2);
    expect(mounted.element.status).toMatchObject({ state: 'loading' });
  });

  it('is that drafts are being made, until they come', async () => {
    const mounted = await Mounted.mount(ATTRIBUTES);
    await mounted.say({ ...READY, device: 'webgpu' });
    await mounted.write('I will');
    expect(hint(mounted)).toBe('Thinking …');
    await mounted.show();
    expect(hint(mounted)).toBeUndefined();
  });

  it('is that the connection is gone; it goes on by itself once it is back', async () => {
    const mounted = await Mounted.mount(ATTRIBUTES);
    await mounted.say({ type: 'error', code: 'offline', message: 'part-0.bin: no connection' });
    expect(mounted.part('error')!.textContent).toContain('There is no connection.');
    dispatchEvent(new Event('online'));
    await mounted.element.updateComplete;
    expect(FakeWorker.all).toHaveLength(2);
    expect(mounted.element.status).toMatchObject({ state: 'loading' });
  });

  it('is any other failure until the writer tries again', async () => {
    const mounted = await Mounted.mount(ATTRIBUTES);
    await mounted.say({ type: 'error', code: 'wrong-checksum', message: 'part-1.bin is damaged.' });
    dispatchEvent(new Event('online'));
    expect(FakeWorker.all).toHaveLength(1);
    expect(mounted.part('error')!.querySelector('[lang=en]')!.textContent).toBe('part-1.bin is damaged.');
  });
});
