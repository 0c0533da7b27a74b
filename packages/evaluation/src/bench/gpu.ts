import type { Browser } from 'playwright';
import { CommandError } from 'superposed';
import { openPage, startBrowser, workerCpuTime } from './browser';
import { gpuTables, type GpuRow, type GpuWorkRow } from './gpu-tables';
import { SOFTWARE } from './gpu-work';
import { hasRealAdapter, label } from './measure';
import type { BenchModel } from './model-parts';
import { DEFAULT_MODEL, type PageSettings, type Pass } from './page-protocol';
import { PROMPTS } from './prompts';
import { machine } from './report';
import { TOKENS } from './rounds';
import { serveSite } from './site';

/** Headless Chromium looks for a graphics processor only where it is told to. */
const GPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux' ? ['--enable-features=Vulkan', '--use-angle=vulkan'] : []),
];

/** What `auto` chooses between. */
const DEVICES: readonly PageSettings[] = [
  { device: 'wasm', threads: 2 },
  { device: 'webgpu', threads: 1 },
];
/** Steps of one draft, of three, and of three that look 16 tokens ahead; and a prompt of 64 tokens. */
const PASSES: readonly Pass[] = [1, 3, 51, 'prompt'];

/** Nothing begins after so long, ms: machines are lent for minutes. */
const MOST = 7 * 60_000;

export interface GpuOptions {
  /** Asked for where the site has to be made. */
  readonly models: () => Promise<readonly BenchModel[]>;
  /** The folder of a site that an earlier run has made, or that this one makes and keeps. */
  readonly folder?: string | undefined;
  /** On the software adapter, to prove that everything runs. */
  readonly software: boolean;
  /** Runs of everything; half of them of drafts. */
  readonly rounds: number;
  readonly onProgress: (message: string) => void;
}

/**
 * Times passes and drafts on WASM and on this machine's graphics processor, and what the peers make of it, one after the
 * other; and counts what a pass asks of it.
 * @returns the machine and tables, as docs/performance.md has them
 * @throws {CommandError} 'no-gpu': no adapter answers but a software one
 */
export async function measureGpu(options: GpuOptions): Promise<string> {
  const { folder, models, software, onProgress } = options;
  onProgress('building the pages, where they are not there yet');
  const site = await serveSite({ demo: false, peers: !software, folder, models });
  const until = performance.now() + MOST;
  const late: string[] = [];
  const inTime = (what: string): boolean => {
    const early = performance.now() < until;
    if (early) onProgress(what);
    else late.push(what);
    return early;
  };
  try {
    const flags = software ? SOFTWARE : GPU_FLAGS;
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM'], flags);
    try {
      if (!software && !(await hasRealAdapter(browser, site.address))) {
        throw new CommandError(
          'no-gpu',
          'Chromium finds no graphics adapter here but a software one. Check its drivers, or run this on another machine; --software proves the script on that one.',
        );
      }
      const rows: GpuRow[] = [];
      const work: GpuWorkRow[] = [];
      for (const id of site.models) {
        let ids: ReadonlyMap<string, readonly number[]> = new Map();
        for (const settings of DEVICES) {
          const on = `${id}, ${label(settings)}`;
          if (!inTime(on)) continue;
          const ours = await measureOurs(browser, site.address, { ...settings, model: id }, options);
          rows.push({ on, ...ours.times });
          ids = ours.ids;
          work.push(...ours.work.map((each) => ({ on: id, ...each })));
        }
        for (const peer of software ? [] : ['wllama', ...(id === DEFAULT_MODEL ? ['transformers'] : [])]) {
          const on = `${id}, ${peer} on WebGPU`;
          if (inTime(on))
            rows.push({ on, ...(await measurePeer(browser, site.address, peer, id, ids, options)) });
        }
      }
      return gpuTables({ machine: machine(browser.version()), software, rows, work, late });
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

async function measureOurs(
  browser: Browser,
  address: string,
  settings: PageSettings,
  { rounds }: GpuOptions,
): Promise<{ times: Omit<GpuRow, 'on'>; work: Omit<GpuWorkRow, 'on'>[]; ids: Map<string, number[]> }> {
  const page = await openPage(browser, `${address}bench/ours.html`);
  try {
    const load = await page.evaluate((use) => globalThis.bench.load(use), settings);
    const passes: number[][] = [];
    for (const pass of PASSES) {
      passes.push(
        await page.evaluate(([what, times]) => globalThis.bench.passTimes!(what, times), [
          pass,
          rounds,
        ] as const),
      );
    }
    const drafts: number[] = [];
    for (const text of PROMPTS.slice(0, Math.ceil(rounds / 2))) {
      const task = { method: 'default', k: 3, text, ids: [], tokens: TOKENS } as const;
      drafts.push((await page.evaluate((use) => globalThis.bench.run(use), task)).decode);
    }
    const work: Omit<GpuWorkRow, 'on'>[] = [];
    for (const pass of settings.device === 'webgpu' ? PASSES : []) {
      await page.evaluate((what) => globalThis.bench.gpuPass!(what), pass);
      const before = await workerCpuTime(browser);
      const counted = await page.evaluate((times) => globalThis.bench.gpuWork!(times), rounds);
      const workerCpu = ((await workerCpuTime(browser)) - before) / rounds;
      work.push({ pass, workerCpu, total: counted, times: rounds });
    }
    const ids = new Map<string, number[]>();
    for (const text of PROMPTS)
      ids.set(text, await page.evaluate((each) => globalThis.bench.encode!(each), text));
    const [row, rows, ahead, prompt] = passes;
    return { times: { load, row, rows, ahead, prompt, drafts }, work, ids };
  } finally {
    await page.close();
  }
}

/** A peer tells the time of a prompt of its own and of the tokens after it: one row a step. */
async function measurePeer(
  browser: Browser,
  address: string,
  peer: string,
  model: string,
  ids: ReadonlyMap<string, readonly number[]>,
  { rounds, onProgress }: GpuOptions,
): Promise<Omit<GpuRow, 'on'>> {
  const page = await openPage(browser, `${address}bench/${peer}.html`);
  const row: number[] = [];
  const short: number[] = [];
  let load: number | undefined;
  try {
    const settings: PageSettings = { device: 'webgpu', threads: 1, model };
    load = await page.evaluate((use) => globalThis.bench.load(use), settings);
    for (let round = -1; round < rounds; round++) {
      const text = PROMPTS[Math.abs(round) % PROMPTS.length]!;
      const task = { method: 'greedy', k: 1, text, ids: ids.get(text)!, tokens: TOKENS } as const;
      const { prefill, decode } = await page.evaluate((use) => globalThis.bench.run(use), task);
      if (round < 0) continue;
      short.push(prefill);
      row.push(decode / (TOKENS - 1));
    }
  } catch (error) {
    // What a peer can't do here is said, and costs none of the other figures.
    onProgress(`${peer}: ${(error as Error).message.split('\n')[0] ?? ''}`);
  } finally {
    await page.close();
  }
  return { load, row, short };
}
