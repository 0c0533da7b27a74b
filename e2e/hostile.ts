import { test as base, type Page } from 'playwright/test';
import { builtSite } from './built-site';
import { DemoPage } from './demo-page';
import { HostileSite } from './hostile-site';
import { openGates } from './open-gates';

export const MODEL = '/models/tiny/tiny.gguf';
export const MANIFEST = '/models/tiny/manifest.json';

/** What the page holds: a field as in the README, the element set to the tiny model. */
export function pageWith(attributes = 'ngrams=""', head = ''): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title><link rel="icon" href="data:,">${head}
    <script type="module" src="/superposed-complete.js"></script>
    <label for="text">Your reply</label>
    <superposed-complete model="${MANIFEST}" ${attributes.includes('device=') ? '' : `device="wasm"`} ${attributes}><textarea id="text"></textarea></superposed-complete>`;
}

/** A writer on a page of a hostile site, who types on whatever happens. */
export class Writer extends DemoPage {
  /** All that should be in the field. */
  typed = '';

  constructor(
    page: Page,
    readonly site: HostileSite,
  ) {
    super(page);
  }

  async visit(attributes?: string, head?: string): Promise<void> {
    await this.expectDiscretion();
    this.site.pages.set('/page.html', pageWith(attributes, head));
    this.typed = '';
    await this.listen();
    await this.page.goto(`${this.site.origin}/page.html`);
    await openGates(this.page);
  }

  /** Types letter by letter: each has to be in the field, and its frame drawn, before the next is typed. */
  async typeOn(text: string): Promise<void> {
    await this.field.focus();
    for (const letter of text) {
      const before = await this.field.inputValue();
      await this.page.keyboard.type(letter);
      const after = await this.field.evaluate(async (field: HTMLTextAreaElement) => {
        await new Promise(requestAnimationFrame);
        return field.value;
      });
      base.expect(after).toBe(before + letter);
    }
    this.typed += text;
  }

  /** Types, and waits for drafts of the model. */
  async expectDrafts(text = 'abc'): Promise<void> {
    await this.typeOn(text);
    base.expect((await this.drafts()).length).toBeGreaterThan(0);
  }

  /** No error says anything of what was written. Too little of it would be found in any message. */
  async expectDiscretion(): Promise<void> {
    if (this.typed.length < 3) return;
    const said = (await this.heard('error')).map(({ message }) => message);
    base.expect(said.filter((message) => message.includes(this.typed))).toEqual([]);
  }

  /** Codes of what the element has reported. */
  async codes(): Promise<string[]> {
    return (await this.heard('error')).map(({ code }) => code);
  }
}

interface Fixtures {
  readonly site: HostileSite;
  readonly writer: Writer;
}

export const test = base.extend<Fixtures, { readonly build: string }>({
  build: [
    async ({ browserName: _ }, use) => {
      const { folder, remove } = await builtSite();
      await use(folder);
      await remove();
    },
    { scope: 'worker' },
  ],
  site: async ({ build }, use) => {
    const site = new HostileSite(build);
    await site.start();
    await use(site);
    await site.stop();
  },
  /**
   * Whatever a test does, the text stays in the field and is in no error, no other host is asked for anything, and
   * nothing goes wrong that nobody handles.
   */
  writer: async ({ page, site }, use) => {
    const writer = new Writer(page, site);
    const unhandled: string[] = [];
    page.on('pageerror', (error) => unhandled.push(error.message));
    await use(writer);
    // A test that has failed already is not waited for once more.
    if (base.info().errors.length > 0) return;
    await base.expect(writer.field, 'the text of the writer').toHaveValue(writer.typed);
    await writer.expectDiscretion();
    base.expect(writer.strangers, 'requests to other hosts').toEqual([]);
    base.expect(unhandled, 'errors that nothing caught').toEqual([]);
  },
});

export { expect } from 'playwright/test';
