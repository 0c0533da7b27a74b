import { openPage, startBrowser, workerCpuTime } from './browser';
import type { GpuWork } from './gpu-counter';
import type { PageSettings } from './page-protocol';
import { serveSite } from './site';

/** An adapter in software: it is slow, but the same work is asked of it. */
export const SOFTWARE = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The work of one pass over so many rows. */
export interface PassWork extends GpuWork {
  readonly rows: number | 'prompt';
  /** Of the worker's own thread, ms: what building and handing over the commands takes. */
  readonly workerCpu: number;
}

/** Rows of a step: one draft or all superposed, and three drafts apart; and a prompt of 64 tokens. */
const PASSES = [1, 3, 'prompt'] as const;
/** Runs of each pass: the thread's time of one is too short to be told. */
const TIMES = 4;
const SETTINGS: PageSettings = { device: 'webgpu', threads: 1, warm: false };

/** Counts what passes of the real model ask of a GPU, on a software adapter, and of the worker that asks it. */
export async function* countGpuPasses(onProgress: (message: string) => void): AsyncGenerator<PassWork> {
  onProgress('building the pages');
  const site = await serveSite({ demo: false, peers: false });
  try {
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM'], SOFTWARE);
    try {
      const page = await openPage(browser, `${site.address}bench/ours.html`);
      onProgress('loading the model on a software adapter; a pass takes seconds');
      await page.evaluate((settings) => globalThis.bench.load(settings), SETTINGS);
      for (const rows of PASSES) {
        onProgress(rows === 'prompt' ? 'a prompt of 64' : `a step of ${rows} rows`);
        await page.evaluate((count) => globalThis.bench.gpuPass!(count), rows);
        const before = await workerCpuTime(browser);
        const times = rows === 'prompt' ? 1 : TIMES;
        const work = await page.evaluate((count) => globalThis.bench.gpuWork!(count), times);
        const workerCpu = ((await workerCpuTime(browser)) - before) / times;
        yield { rows, workerCpu, ...perPass(work, times) };
      }
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

function perPass(work: GpuWork, times: number): GpuWork {
  return {
    dispatches: work.dispatches / times,
    submits: work.submits / times,
    readBytes: work.readBytes / times,
    writtenBytes: work.writtenBytes / times,
  };
}
