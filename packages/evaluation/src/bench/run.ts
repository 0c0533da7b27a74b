import { startBrowser } from './browser';
import { claimsOf, type Claim } from './claims';
import { measureInstant } from './instant';
import { measureKeystrokes } from './keystrokes';
import { measureLookUps } from './look-ups';
import { hasRealAdapter, measure, type MeasureOptions, type Measured } from './measure';
import type { PageSettings } from './page-protocol';
import { machine, summarise, type Report } from './report';
import { serveSite } from './site';
import { writeDocs } from './write-docs';

export interface BenchOptions extends Pick<MeasureOptions, 'rounds' | 'encode' | 'onProgress'> {
  readonly only: 'all' | 'ours' | 'peers' | 'keystrokes' | 'ngrams';
  /** Whether docs/performance.md and its figures are written anew. */
  readonly write: boolean;
}

const WASM: readonly PageSettings[] = [
  { device: 'wasm', threads: 1 },
  { device: 'wasm', threads: 2 },
];

/** The whole bench in one run. Yields each claim with its bar as soon as it is known. */
export async function* runBench(options: BenchOptions): AsyncGenerator<Claim> {
  const { only, rounds, encode, onProgress, write } = options;
  onProgress('building the pages');
  const site = await serveSite({
    demo: ['all', 'keystrokes', 'ngrams'].includes(only),
    peers: ['all', 'peers'].includes(only),
  });
  try {
    if (only === 'all' || only === 'ngrams') {
      onProgress('n-gram look-ups, and drafts by n-grams alone');
      const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM']);
      try {
        yield* await measureLookUps(browser, site.address, { rounds, encode });
        yield* await measureInstant(browser, site.address, { visits: Math.max(2, Math.round(rounds / 6)) });
      } finally {
        await browser.close();
      }
    }
    if (only === 'ngrams') return;
    const measured: Measured[] = [];
    let version = '';
    if (only !== 'keystrokes') {
      const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM']);
      version = browser.version();
      try {
        const gpu = await hasRealAdapter(browser, site.address);
        if (!gpu) onProgress('no graphics adapter but a software one, so WebGPU is left out');
        const all: PageSettings[] = [...WASM, ...(gpu ? [{ device: 'webgpu', threads: 1 } as const] : [])];
        for (const settings of all) {
          const one = await measure(browser, site.address, settings, { rounds, only, encode, onProgress });
          measured.push(one);
          yield* claimsOf(one);
        }
      } finally {
        await browser.close();
      }
    }
    if (only === 'ours' || only === 'peers') return;
    // A browser of its own, so that the memory is that of one page.
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM']);
    version ||= browser.version();
    const keystrokes = await measureKeystrokes(browser, site.address, {
      keys: rounds,
      loads: Math.max(2, Math.round(rounds / 6)),
      onProgress,
    }).finally(() => browser.close());
    const report: Report = summarise(measured, keystrokes, machine(version), rounds);
    yield* report.keystrokeClaims;
    if (write) await writeDocs(report);
  } finally {
    await site.close();
  }
}
