import { join } from 'node:path';
import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import type { Home } from './environment';
import { keysOf } from './keys';
import { WINDOW, type Engine, type InPage, type Tab } from './tab';

/** A Firefox as it is published, driven over WebDriver BiDi. */
export async function startFirefox(path: string, home: Home): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    userDataDir: join(home.folder, 'profile'),
    // Its sandbox keeps pages from fonts that lie elsewhere than a system's.
    env: { ...home.env, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
    // The runner bounds a test; a busy machine may need long for a step.
    protocolTimeout: 300_000,
  });
  return {
    version: await browser.version(),
    async newTab() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(300_000);
      await page.setViewport(WINDOW);
      return new FirefoxTab(page);
    },
    close: () => browser.close(),
  };
}

class FirefoxTab implements Tab {
  constructor(private readonly page: Page) {}

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    // Keys go to the window in front.
    await this.page.bringToFront();
  }

  async press(chord: string): Promise<void> {
    const { keyboard } = this.page;
    const keys = keysOf(chord).map((key) => (key === 'Space' ? ' ' : key) as KeyInput);
    const key = keys.pop()!;
    for (const modifier of keys) await keyboard.down(modifier);
    await keyboard.press(key);
    for (const modifier of keys.reverse()) await keyboard.up(modifier);
  }

  async type(text: string): Promise<void> {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) await this.press('Enter');
      await this.page.keyboard.type(line);
    }
  }

  click(x: number, y: number): Promise<void> {
    return this.page.mouse.click(x, y);
  }

  async evaluate<Argument, Result>(run: InPage<Argument, Result>, argument: Argument): Promise<Result> {
    return await this.page.evaluate(run as (argument: unknown) => Result, argument);
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.page.screenshot());
  }

  undo(): Promise<void> {
    return this.press('Control+z');
  }

  redo(): Promise<void> {
    return this.press('Control+Shift+z');
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }
}
