import { expect, type Locator, type Page } from 'playwright/test';
import { untilSeen } from '../packages/element/src/until-seen.fixture';

/** What the scripted worker answers to a text that ends with the key; '' answers the rest. */
export type Script = Record<string, readonly string[]>;

export const SCRIPT: Script = { '': [' be glad to help', ' go home now', ' not'] };

/** Elements on a page of their own, with a worker that says what a test wants it to say. */
export class ElementPage {
  readonly chips: Locator;
  readonly ghost: Locator;

  constructor(readonly page: Page) {
    this.chips = page.locator('superposed-complete [part~=draft]');
    this.ghost = page.locator('superposed-complete [part~=ghost]');
  }

  /**
   * @param script null: the tiny model in a real worker
   * @param pause milliseconds between the words of a draft
   */
  async open(body: string, script: Script | null = SCRIPT, pause = 15): Promise<void> {
    await this.page.addInitScript(noteWhenDone);
    if (script) await this.page.addInitScript(scriptWorker, { script, pause });
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elements</title>
      <meta name="viewport" content="width=device-width">
      <style>body { font: 16px/1.5 sans-serif; margin: 24px } textarea { width: 20em; font: inherit }</style>
      <script type="module" src="/superposed-complete.js"></script><body>${body}</body></html>`;
    await this.page.route('**/elements.html', (route) =>
      route.fulfill({ body: html, contentType: 'text/html' }),
    );
    await this.page.goto('./elements.html');
    await this.page.waitForFunction(() => customElements.get('superposed-complete') !== undefined);
  }

  /** Types into a field, and waits until its drafts are complete. */
  async write(field: Locator, text: string, drafts = SCRIPT['']!): Promise<void> {
    await field.focus();
    await this.page.keyboard.type(text);
    await this.expectDrafts(drafts);
  }

  /** Waits until these drafts are complete, and for as long as a person needs to see them. */
  async expectDrafts(drafts: readonly string[]): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => (window as { complete?: boolean }).complete)).toBe(true);
    await expect(this.chips.locator('span')).toHaveText(drafts.map((draft) => draft.trim()));
    await this.page.evaluate(untilSeen);
  }

  /** How many workers were started, and how many of them have ended. */
  workers(): Promise<{ started: number; ended: number }> {
    return this.page.evaluate(
      () => (window as unknown as { workers: { started: number; ended: number } }).workers,
    );
  }
}

/** Runs in the page: `complete` says whether the drafts on show will grow no more. */
export function noteWhenDone(): void {
  const page = window as { complete?: boolean };
  addEventListener('input', () => (page.complete = false), { capture: true });
  addEventListener('superposed-suggest', (event) => {
    page.complete = (event as CustomEvent<{ done: boolean }>).detail.done;
  });
}

/**
 * Runs in the page, in the place of the real Worker: drafts grow by a word every few milliseconds. The script is on the
 * window, to be changed.
 */
export function scriptWorker({ script, pause }: { script: Script; pause: number }): void {
  const workers = { started: 0, ended: 0 };
  interface Message {
    readonly type: string;
    readonly id: number;
    readonly text: string;
  }
  class ScriptedWorker {
    onmessage: ((event: { data: unknown }) => void) | undefined;
    private ended = false;
    private readonly cancelled = new Set<number>();

    constructor() {
      workers.started++;
    }

    postMessage({ type, id, text }: Message): void {
      if (type === 'load') {
        this.say({ type: 'ready', device: 'wasm', reason: 'a test', ngrams: true });
      } else if (type === 'cancel') {
        this.cancelled.add(id);
      } else if (type === 'suggest') {
        void this.answer(id, text);
      }
    }

    terminate(): void {
      this.ended = true;
      workers.ended++;
    }

    private async answer(id: number, text: string): Promise<void> {
      const ending = Object.keys(script).find((end) => end !== '' && text.endsWith(end)) ?? '';
      const drafts = script[ending] ?? [];
      for (let words = 1; words <= 5; words++) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (this.cancelled.has(id)) return;
        const end = words === 5 ? undefined : words;
        const grown = drafts.map((draft) => draft.split(/(?= )/).slice(0, end).join(''));
        const list = grown.map((draft) => ({ text: draft, confidence: 0.3, source: 'model' }));
        this.say({ type: 'drafts', id, drafts: list, done: words === 5 });
      }
    }

    private say(data: object): void {
      setTimeout(() => {
        if (!this.ended) this.onmessage?.({ data });
      });
    }
  }
  Object.assign(window, { Worker: ScriptedWorker, workers, script });
}
