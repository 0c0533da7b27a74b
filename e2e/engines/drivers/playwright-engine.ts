import { chromium, firefox, webkit, type BrowserType, type LaunchOptions, type Page } from 'playwright';
import type { Home } from './environment';
import { WINDOW, type Engine, type InPage, type Tab } from './tab';
import { runUndo } from './undo';

const TYPES: Record<string, BrowserType> = { chromium, firefox, webkit };

/** A browser that Playwright drives: Chromium, or its own builds of Firefox and WebKit. */
export async function startWithPlaywright(
  name: 'chromium' | 'firefox' | 'webkit',
  home: Home,
  options: LaunchOptions = {},
): Promise<Engine> {
  const browser = await TYPES[name]!.launch({ ...options, env: home.env });
  return {
    version: `${name} ${browser.version()}`,
    async newTab() {
      const context = await browser.newContext({ viewport: WINDOW });
      return new PlaywrightTab(await context.newPage(), name === 'webkit');
    },
    close: () => browser.close(),
  };
}

class PlaywrightTab implements Tab {
  constructor(
    private readonly page: Page,
    private readonly byCommand: boolean,
  ) {}

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  press(chord: string): Promise<void> {
    return this.page.keyboard.press(chord);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  click(x: number, y: number): Promise<void> {
    return this.page.mouse.click(x, y);
  }

  evaluate<Argument, Result>(run: InPage<Argument, Result>, argument: Argument): Promise<Result> {
    // Playwright's type unwraps handles, which are never passed here.
    return this.page.evaluate(run as (argument: unknown) => Result, argument);
  }

  screenshot(): Promise<Buffer> {
    return this.page.screenshot();
  }

  undo(): Promise<void> {
    return this.byCommand ? this.evaluate(runUndo, 'undo') : this.press('Control+z');
  }

  redo(): Promise<void> {
    return this.byCommand ? this.evaluate(runUndo, 'redo') : this.press('Control+Shift+z');
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
