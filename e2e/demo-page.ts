import { expect, type Page } from 'playwright/test';
import { untilSeen } from '../packages/element/src/until-seen.fixture';

/** One event of the element, as it left the page. */
export interface Heard {
  readonly type: string;
  readonly detail: {
    readonly text: string;
    readonly done: boolean;
    readonly drafts: readonly { readonly text: string }[];
    readonly state: string;
    readonly code: string;
    readonly message: string;
    readonly device: string;
    readonly fatal: boolean;
  };
}

/** The demo, as a person at the keyboard and the mouse meets it. */
export class DemoPage {
  /** Hosts other than the page's own that were asked for anything. */
  readonly strangers: string[] = [];
  readonly field;
  readonly chips;
  readonly status;

  constructor(readonly page: Page) {
    this.field = page.getByLabel('Your reply');
    this.chips = page.getByRole('listbox', { name: 'Suggestions' }).locator('[part~=draft]');
    this.status = page.locator('superposed-complete:not([disabled]) [part~=status]');
    page.on('request', (request) => {
      const { protocol, host, href } = new URL(request.url());
      const local = protocol === 'data:' || protocol === 'blob:';
      if (!local && host !== new URL(page.url() === 'about:blank' ? href : page.url()).host) {
        this.strangers.push(href);
      }
    });
  }

  async open(query = '?device=wasm', base = './'): Promise<void> {
    await this.listen();
    // Empty fields, for what a test writes.
    await this.page.goto(`${base}${query}${query === '' ? '?' : '&'}text=`);
  }

  /** Notes the element's events on every page from now on. */
  async listen(): Promise<void> {
    await this.page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      for (const type of ['suggest', 'accept', 'dismiss', 'progress', 'error']) {
        addEventListener(`superposed-${type}`, (event) => {
          heard.push({ type, detail: (event as CustomEvent<unknown>).detail });
        });
      }
    });
  }

  heard(type: string): Promise<Heard['detail'][]> {
    return this.page.evaluate((wanted) => {
      const { heard } = window as unknown as { heard: Heard[] };
      return heard.filter((event) => event.type === wanted).map(({ detail }) => detail);
    }, type);
  }

  async write(text: string): Promise<void> {
    await this.field.focus();
    await this.page.keyboard.type(text, { delay: 5 });
  }

  /**
   * Waits until the drafts for a text are complete, and can have been seen; returns the text on the chips.
   * @param before what stands before the caret, by default all that is in the field
   */
  async drafts(before?: string): Promise<string[]> {
    const text = before ?? (await this.field.inputValue());
    await expect
      .poll(async () => (await this.heard('suggest')).some((event) => event.done && event.text === text))
      .toBe(true);
    await this.page.evaluate(untilSeen);
    return this.chips.locator('span').allTextContents();
  }

  /** The failure that ended all suggestions. */
  async failure(): Promise<Heard['detail'] | undefined> {
    const fatal = async () => (await this.heard('error')).find((error) => error.fatal);
    await expect.poll(async () => (await fatal())?.code).toBeDefined();
    return fatal();
  }

  /** The page with a failure on it is still a page with a textarea. */
  async expectPlainTextarea(): Promise<void> {
    await this.write('It still works.');
    await expect(this.field).toHaveValue('It still works.');
    await expect(this.chips).toHaveCount(0);
    await this.page.keyboard.press('Tab');
    await expect(this.field).not.toBeFocused();
  }
}
