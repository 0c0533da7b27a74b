import { CommandError } from 'superposed';
import { startBrowser } from './browser';
import { hasRealAdapter, measure, type MeasureOptions } from './measure';
import type { PageSettings } from './page-protocol';
import { machine, sectionOf } from './report';
import { serveSite } from './site';
import { sectionTables } from './tables';

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

/**
 * Times our decoders on WASM and on this machine's graphics processor, one after the other.
 * @returns the machine, and tables for both as docs/performance.md has them
 * @throws {CommandError} 'no-gpu': no adapter answers but a software one
 */
export async function measureGpu(options: Omit<MeasureOptions, 'only'>): Promise<string> {
  options.onProgress('building the pages');
  const site = await serveSite({ demo: false, peers: false });
  try {
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM'], GPU_FLAGS);
    try {
      if (!(await hasRealAdapter(browser, site.address))) {
        throw new CommandError(
          'no-gpu',
          'Chromium finds no graphics adapter here but a software one. Check its drivers, or run this on another machine.',
        );
      }
      const sections = [];
      for (const settings of DEVICES) {
        sections.push(
          sectionOf(await measure(browser, site.address, settings, { ...options, only: 'ours' })),
        );
      }
      return `${JSON.stringify(machine(browser.version()))}\n\n${sectionTables({ sections })}`;
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}
