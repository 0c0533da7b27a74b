import type { Browser, Page } from 'playwright';
import { pageMemory, residentMemory } from '../bench/browser';
import type { Sample } from './report';

/** Milliseconds between samples: to measure takes the page's time. */
const PAUSE = 5000;

/**
 * Measures memory over and over while the page goes on. Each time the browser collects garbage first, in page and
 * workers; it may take a minute until they all have answered.
 */
export class MemorySamples {
  private readonly samples: Sample[] = [];
  private ended = false;
  private readonly loop: Promise<void>;

  /** @param keys how many were typed so far */
  constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly keys: () => number,
    private readonly onProgress: (message: string) => void,
  ) {
    this.loop = this.run();
    // Told by `end`; until then it must not end the process.
    this.loop.catch(() => undefined);
  }

  /** Takes a last sample. */
  async end(): Promise<readonly Sample[]> {
    this.ended = true;
    await this.loop;
    await this.take();
    return this.samples;
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      await this.take();
      await this.page.waitForTimeout(PAUSE);
    }
  }

  private async take(): Promise<void> {
    const bytes = await pageMemory(this.page);
    const { now } = await residentMemory(this.browser);
    const { staleCount } = await this.page.evaluate(() => globalThis.soakLog);
    const keys = this.keys();
    this.samples.push({ keys, bytes, resident: now });
    this.onProgress(
      `${keys} keys, ${(bytes / 1e6).toFixed(1)} MB, ${now.toFixed(0)} MB resident, ${staleCount} stale`,
    );
  }
}
