import { readdir, readFile } from 'node:fs/promises';
import { programEnvironment } from '@superposed/model-smollm2-135m/programs';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { CommandError } from 'superposed';

/** Quiet on the network, and no page slowed for being behind another. */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--enable-blink-features=ForceEagerMeasureMemory',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Starts a headless Chromium.
 * @throws {CommandError} there is none
 */
export async function startBrowser(path?: string, flags: readonly string[] = []): Promise<Browser> {
  try {
    return await chromium.launch({
      headless: true,
      args: [...FLAGS, ...flags],
      env: programEnvironment(),
      ...(path && { executablePath: path }),
    });
  } catch (error) {
    throw new CommandError(
      'no-browser',
      `Chromium does not start: ${(error as Error).message.split('\n')[0] ?? ''} Set SUPERPOSED_CHROMIUM to the path of one.`,
    );
  }
}

/** A page that may load nothing from elsewhere. What it logs as an error is thrown by the next step that fails. */
export async function openPage(browser: Pick<Browser, 'newPage'>, address: string): Promise<Page> {
  const page = await browser.newPage();
  const { origin } = new URL(address);
  await page.route(
    (url) => url.origin !== origin && !['blob:', 'data:'].includes(url.protocol),
    (route) => {
      process.stderr.write(`bench: refused ${route.request().url()}\n`);
      return route.abort();
    },
  );
  page.on('pageerror', ({ message }) =>
    process.stderr.write(`bench: ${new URL(address).pathname}: ${message}\n`),
  );
  await page.goto(address);
  return page;
}

/** Bytes that a page and its workers use, as the browser counts them; the page has to be isolated. */
export function pageMemory(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const measured = performance as Performance & {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
    };
    return (await measured.measureUserAgentSpecificMemory()).bytes;
  });
}

/** The field of the demo page that has the first element around it. */
export function demoField(page: Page): Locator {
  return page.locator('superposed-complete textarea').first();
}

/** Resident memory of the page's process now and at most so far, MB; NaN where the system doesn't tell. */
export async function residentMemory(browser: Browser): Promise<{ now: number; peak: number }> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
      processInfo: { type: string; id: number }[];
    };
    const pages = await Promise.all(
      processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => memoryOf(id)),
    );
    // The page that computes is the largest of them.
    return pages.sort((a, b) => b.peak - a.peak)[0] ?? { now: NaN, peak: NaN };
  } finally {
    await session.detach();
  }
}

/**
 * CPU time so far of the busiest worker thread of the browser's pages, ms. Compiling and the GPU's work run in other
 * threads and are not in it. NaN where the system doesn't tell.
 */
export async function workerCpuTime(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
      processInfo: { type: string; id: number }[];
    };
    const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => `/proc/${id}/task`);
    const threads = await Promise.all(
      pages.map(async (path) => (await readdir(path)).map((id) => `${path}/${id}`)),
    );
    const times = await Promise.all(threads.flat().map(threadTime));
    return Math.max(...times.filter((time) => time >= 0)) / 1e6;
  } catch {
    return NaN;
  } finally {
    await session.detach();
  }
}

/** Nanoseconds on a processor, of a thread that is a worker's; −1 of others. */
async function threadTime(path: string): Promise<number> {
  const name = await readFile(`${path}/comm`, 'utf8').catch(() => '');
  if (!name.startsWith('DedicatedWorker')) return -1;
  const [time] = (await readFile(`${path}/schedstat`, 'utf8')).split(' ');
  return Number(time);
}

async function memoryOf(id: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1000;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}
