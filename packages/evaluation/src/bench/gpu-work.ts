import { startBrowser, openPage } from './browser';
import type { GpuWork } from './gpu-counter';
import type { PageSettings } from './page-protocol';
import { serveSite } from './site';

/** An adapter in software: it is slow, but the same work is asked of it. */
const SOFTWARE = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The work of one pass over so many rows. */
export interface PassWork extends GpuWork {
  readonly rows: number;
}

/** Rows of a step: one draft or all superposed, three and eight drafts apart. */
const ROWS = [1, 3, 8];
const SETTINGS: PageSettings = { device: 'webgpu', threads: 1, warm: false };

/** Counts what steps of the real model ask of a GPU, on a software adapter. */
export async function* countGpuPasses(onProgress: (message: string) => void): AsyncGenerator<PassWork> {
  onProgress('building the pages');
  const site = await serveSite({ demo: false, peers: false });
  try {
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM'], SOFTWARE);
    try {
      const page = await openPage(browser, `${site.address}bench/ours.html`);
      onProgress('loading the model on a software adapter; a pass takes seconds');
      await page.evaluate((settings) => globalThis.bench.load(settings), SETTINGS);
      for (const rows of ROWS) {
        onProgress(`a step of ${rows} rows`);
        const work = await page.evaluate((count) => globalThis.bench.gpuWork!(count), rows);
        yield { rows, ...work };
      }
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}
