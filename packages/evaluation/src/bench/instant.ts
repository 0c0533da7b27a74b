import { median } from 'simple-statistics';
import type { Browser, Page } from 'playwright';
import { demoField, openPage } from './browser';
import { keeps, type Claim } from './claims';
import { p90, round } from './statistics';

/** Words that are typed one after another; each key is timed. */
const TYPED = 'I would like to know whether there is a way to use the same function more than once.';
/** A writer who thinks: the next key comes after the drafts of the last one. */
const PATIENCE = 5000;

/** What the page notes down; times as of `performance.now()`, 0 where nothing has come yet. */
interface InstantLog {
  key: number;
  first: number;
}

declare global {
  var instantLog: InstantLog;
}

/**
 * Types into the demo while it has no model, so that the n-gram table makes all drafts: from opening the page to the
 * first draft, and from each key to its drafts. Times of real keys, to the element's own event.
 * @param visits how often the page is opened, each time with nothing in its caches, then once more with
 */
export async function measureInstant(
  browser: Browser,
  address: string,
  { visits }: { readonly visits: number },
): Promise<Claim[]> {
  const opened = { first: [] as number[], again: [] as number[] };
  let keys: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    // A page that fetches nothing of the demo, in a profile of its own.
    const page = await openPage(browser, `${address}bench/ngrams.html`);
    try {
      await page.addInitScript(watch);
      // The model's manifest never comes: it is still loading, as far as the page can tell.
      await page.route('**/models/**', () => undefined);
      opened.first.push(await open(page, address));
      opened.again.push(await open(page, address));
      keys = [...keys, ...(await typeAll(page))];
    } finally {
      await page.close();
    }
  }
  const claim = (what: string, figure: number, bar: string): Claim => {
    return {
      on: 'demo page, no model',
      what,
      figure: round(figure),
      unit: 'ms',
      bar,
      met: keeps(figure, bar),
    };
  };
  return [
    claim('opening the page to the first n-gram draft, p90', p90(opened.first), 'at most 1000'),
    claim('the same at the next visit, p90', p90(opened.again), 'at most 1000'),
    claim('key to n-gram drafts, p90', p90(keys), 'at most 16'),
    claim('key to n-gram drafts, median', median(keys), 'at most 16'),
  ];
}

/** Runs in the page before its own scripts; no function in it may have a name. */
function watch(): void {
  globalThis.instantLog = { key: 0, first: 0 };
  addEventListener(
    'keydown',
    () => {
      globalThis.instantLog = { key: performance.now(), first: 0 };
    },
    true,
  );
  addEventListener('superposed-suggest', (event) => {
    const { drafts } = (event as CustomEvent<{ drafts: readonly { source: string }[] }>).detail;
    if (drafts.some(({ source }) => source === 'ngrams')) globalThis.instantLog.first ||= performance.now();
  });
}

/** @returns milliseconds from the page's navigation to its first draft, for a writer who types as soon as the element is there */
async function open(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => customElements.get('superposed-complete') !== undefined, null, {
    polling: 5,
  });
  const textarea = demoField(page);
  await textarea.fill('I would lik');
  await textarea.press('e');
  const log = await waitForDrafts(page, 30_000);
  return log?.first ?? Infinity;
}

async function typeAll(page: Page): Promise<number[]> {
  await demoField(page).fill('Yes. ');
  const times: number[] = [];
  for (const key of TYPED) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    const log = await waitForDrafts(page, PATIENCE / 10);
    // A key along a draft in hand asks for none, and for some text there is none.
    if (log) times.push(log.first - log.key);
  }
  return times;
}

async function waitForDrafts(page: Page, timeout: number): Promise<InstantLog | null> {
  const options = { timeout, polling: 20 };
  return page
    .waitForFunction(() => (globalThis.instantLog.first > 0 ? globalThis.instantLog : false), null, options)
    .then((handle) => handle.jsonValue() as Promise<InstantLog>)
    .catch(() => null);
}
