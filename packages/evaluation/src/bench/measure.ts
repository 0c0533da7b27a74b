import type { Browser, Page } from 'playwright';
import { OURS, PEERS, type Contestant } from './contestants';
import { openPage } from './browser';
import type { PageSettings, Timing } from './page-protocol';
import { measureRounds, type Runs } from './rounds';

export interface MeasureOptions {
  readonly rounds: number;
  readonly only: 'all' | 'ours' | 'peers';
  readonly encode: (text: string) => readonly number[];
  readonly onProgress: (message: string) => void;
}

/** What one device with so many threads gave. */
export interface Measured {
  readonly settings: PageSettings;
  /** Milliseconds to load each page's model from memory. */
  readonly loads: Readonly<Record<string, number>>;
  readonly runs: readonly Runs[];
}

/** Times our decoders and the peers' greedy in turn; one page each, of which one computes at a time. */
export async function measure(
  browser: Browser,
  address: string,
  settings: PageSettings,
  { rounds, only, encode, onProgress }: MeasureOptions,
): Promise<Measured> {
  const contestants = contestantsOf(only, settings);
  const pages = new Map<string, Page>();
  const loads: Record<string, number> = {};
  try {
    for (const name of new Set(contestants.map(({ page }) => page))) {
      onProgress(`${label(settings)}: loading ${name}`);
      const page = await openPage(browser, `${address}bench/${name}.html`);
      pages.set(name, page);
      loads[name] = await page.evaluate((use) => globalThis.bench.load(use), settings);
    }
    let done = 0;
    const runs = await measureRounds(
      contestants,
      rounds,
      async ({ id, page }, task) => {
        const timing = await pages
          .get(page)!
          .evaluate((use): Promise<Timing> => globalThis.bench.run(use), task);
        const { draft } = timing;
        const ids = typeof draft === 'string' ? encode(draft) : draft;
        if (done++ % contestants.length === 0)
          onProgress(`${label(settings)}: round ${(done / contestants.length + 1) | 0} (${id})`);
        return { ...timing, ...(ids && { draft: ids }) };
      },
      encode,
    );
    return { settings, loads, runs };
  } finally {
    for (const page of pages.values()) await page.close();
  }
}

/** The peers run on WASM only: what they make of a GPU is another comparison. */
function contestantsOf(only: MeasureOptions['only'], { device }: PageSettings): readonly Contestant[] {
  const needed = only === 'peers' ? ['greedy', 'superposed-3', 'default-3'] : OURS.map(({ id }) => id);
  const ours = OURS.filter(({ id }) => needed.includes(id));
  return only === 'ours' || device === 'webgpu' ? ours : [...ours, ...PEERS];
}

/** 'WASM, 2 threads' */
export function label({ device, threads }: PageSettings): string {
  return device === 'webgpu' ? 'WebGPU' : `WASM, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

/** Whether a graphics adapter answers that is not a software one. */
export async function hasRealAdapter(browser: Browser, address: string): Promise<boolean> {
  const page = await openPage(browser, `${address}bench/ours.html`);
  try {
    return await page.evaluate(async () => {
      const { gpu } = navigator as { gpu?: GPU };
      const adapter = await gpu?.requestAdapter().catch(() => null);
      return adapter ? !adapter.info.isFallbackAdapter : false;
    });
  } finally {
    await page.close();
  }
}
