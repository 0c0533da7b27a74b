import { expect } from 'playwright/test';
import { untilSeen } from '../../packages/element/src/until-seen.fixture';
import { noteWhenDone, SCRIPT, scriptWorker, type Script } from '../element-page';
import type { HostileSite } from '../hostile-site';
import type { InPage, Tab } from './drivers/tab';
import { fieldState, installFinder, whatIsShown, type FieldState, type Shown } from './in-page';

export const FIELD = 'textarea, input, [contenteditable]';

/** One field of each kind. */
export const KINDS = {
  textarea: '<textarea aria-label="Text"></textarea>',
  input: '<input aria-label="Text">',
  contenteditable: '<div contenteditable role="textbox" aria-label="Text"></div>',
};

/** What a page of a test is made of, besides its body. */
export interface Page {
  /** What the scripted worker answers. */
  readonly script?: Script;
  readonly head?: string;
}

/** A writer in a tab, on pages with elements. */
export class Writer {
  constructor(
    readonly tab: Tab,
    readonly site: HostileSite,
  ) {}

  /** Opens a page with the built element, whose worker says what a script wants it to say. */
  async open(body: string, { script = SCRIPT, head = '' }: Page = {}): Promise<void> {
    const inPage = (run: (argument: never) => void, argument?: unknown) =>
      `(${String(run)})(${JSON.stringify(argument ?? null)})`;
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elements</title>
      <link rel="icon" href="data:,">
      <meta name="viewport" content="width=device-width">
      <style>body { font: 16px/1.5 sans-serif; margin: 24px } textarea { width: 20em; font: inherit }</style>
      <script>${inPage(noteWhenDone)};${inPage(scriptWorker, { script, pause: 15 })}</script>
      ${head}<script type="module" src="/superposed-complete.js"></script><body>${body}</body></html>`;
    this.site.pages.set('/elements.html', html);
    await this.visit(`${this.site.origin}/elements.html`);
  }

  /** Opens an address, and waits until it has the element. */
  async visit(address: string): Promise<void> {
    await this.tab.open(address);
    await this.settle();
  }

  /** Waits until the page that is there has the element. */
  async settle(): Promise<void> {
    const defined = () => customElements.get('superposed-complete') !== undefined;
    await expect.poll(() => this.evaluate(defined)).toBe(true);
    await this.evaluate(installFinder);
  }

  evaluate<Result, Argument = undefined>(
    run: InPage<Argument, Result>,
    argument?: Argument,
  ): Promise<Result> {
    return this.tab.evaluate(run, argument as Argument);
  }

  focus(selector = FIELD): Promise<void> {
    return this.evaluate((wanted) => window.find(wanted)[0]!.focus(), selector);
  }

  /** Clicks into the middle of an element. */
  async click(selector: string, index = 0): Promise<void> {
    const { x, y } = await this.evaluate(
      (wanted) => {
        const box = window.find(wanted.selector)[wanted.index]!.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      },
      { selector, index },
    );
    await this.tab.click(x, y);
  }

  field(selector = FIELD): Promise<FieldState> {
    return this.evaluate(fieldState, selector);
  }

  async text(selector?: string): Promise<string> {
    return (await this.field(selector)).text;
  }

  shown(): Promise<Shown> {
    return this.evaluate(whatIsShown);
  }

  press(...chords: string[]): Promise<void> {
    return chords.reduce((before, chord) => before.then(() => this.tab.press(chord)), Promise.resolve());
  }

  /** Types into the field that has the focus, and waits until its drafts are complete. */
  async write(text: string, drafts: readonly string[] = SCRIPT['']!): Promise<void> {
    await this.tab.type(text);
    await this.expectDrafts(drafts);
  }

  /** Waits until these drafts are complete, and for as long as a person needs to see them. */
  async expectDrafts(drafts: readonly string[]): Promise<void> {
    const chips = drafts.map((draft) => draft.trim());
    await expect.poll(() => this.shown()).toMatchObject({ complete: true, chips });
    await this.evaluate(untilSeen);
  }

  async expectText(text: string, selector?: string): Promise<void> {
    await expect.poll(() => this.text(selector)).toBe(text);
  }

  async expectNoDrafts(): Promise<void> {
    await expect.poll(() => this.shown()).toMatchObject({ chips: [], ghost: null });
  }
}
