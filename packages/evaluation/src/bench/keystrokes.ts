import type { Browser, BrowserContext, Page } from 'playwright';
import { demoField, openPage, residentMemory, pageMemory } from './browser';
import { CONTINUATION, LONG_TEXT } from './prompts';
import { measureAddedLatency, watchLatency, type AddedLatency } from './typing-latency';

/** What a writer waits for, in milliseconds, and what the page takes. */
export interface Keystrokes {
  /** From the page's navigation to a model that is ready, its file in the browser's cache; one entry a load. */
  readonly load: readonly number[];
  /** From the key to the first word of the model's drafts. */
  readonly firstWord: readonly number[];
  /** From the key to any draft, the n-gram table's among them. */
  readonly firstDraft: readonly number[];
  /** From the key to all drafts, whole. */
  readonly allDrafts: readonly number[];
  /** From a key along a draft to chips that have followed it. */
  readonly along: readonly number[];
  /** Requests to the worker that these keys caused. */
  readonly alongRequests: number;
  /** For keys that find the worker decoding. */
  readonly added: AddedLatency;
  /** One more word in the long text: its tokens, and the prompt rows that the engine ran for it. */
  readonly newWord: { readonly tokens: number; readonly rows: number };
  /** MB; `steady` as the browser counts the page and its worker, `resident` of its whole process. */
  readonly memory: { readonly steady: number; readonly resident: number; readonly peak: number };
}

/** What the page notes down of one key; all times as of `performance.now()`. */
interface Log {
  key: number;
  first: number;
  firstOfModel: number;
  done: number;
  chips: number;
  requests: number;
  ready: number;
  drafts: string[];
}

declare global {
  var keystrokeLog: Log;
}

export interface KeystrokeOptions {
  readonly keys: number;
  readonly loads: number;
  readonly onProgress: (message: string) => void;
}

/** Types into the demo as it is published, on the device and threads that it chooses. */
export async function measureKeystrokes(
  browser: Browser,
  address: string,
  { keys, loads, onProgress }: KeystrokeOptions,
): Promise<Keystrokes> {
  const newWord = await rowsOfNewWord(browser, address);
  const profile = await browser.newContext();
  try {
    // The first visit fills the cache.
    const load: number[] = [];
    for (let visit = 0; visit < loads; visit++) {
      onProgress(`keystrokes: visit ${visit + 1}`);
      const { page, ready } = await open(profile, address);
      if (visit > 0) load.push(ready);
      await page.close();
    }
    // The last one stays: a process of its own, whose memory is that of one visit.
    const { page, ready } = await open(profile, address);
    load.push(ready);
    const { peak } = await residentMemory(browser);
    onProgress('keystrokes: typing');
    const typed = await typeWords(page, keys);
    const followed = await typeAlong(page, Math.ceil(keys / 3));
    const { now } = await residentMemory(browser);
    const after = await residentMemory(browser);
    const steady = (await pageMemory(page)) / 1e6;
    // The last, as it takes the element away from its field.
    onProgress('keystrokes: typing while it decodes');
    const added = await measureAddedLatency(page, 20 * keys, CONTINUATION);
    return {
      load,
      newWord,
      added,
      ...typed,
      ...followed,
      memory: { steady, resident: now, peak: Math.max(peak, after.peak) },
    };
  } finally {
    await profile.close();
  }
}

async function rowsOfNewWord(browser: Browser, address: string): Promise<Keystrokes['newWord']> {
  const page = await openPage(browser, `${address}bench/ours.html`);
  try {
    await page.evaluate((use) => globalThis.bench.load(use), { device: 'wasm', threads: 1 } as const);
    const word = CONTINUATION.split(' ')[1]!;
    return await page.evaluate(([a, b]) => globalThis.bench.rowsOf!(a, b), [LONG_TEXT, word] as const);
  } finally {
    await page.close();
  }
}

/** Visits the demo, up to a model that is ready. */
async function open(profile: BrowserContext, address: string): Promise<{ page: Page; ready: number }> {
  // A page that fetches nothing of the demo, to put the watch up.
  const page = await openPage(profile, `${address}bench/ngrams.html`);
  await page.addInitScript(watch);
  await page.addInitScript(watchLatency);
  await page.goto(address);
  await start(page);
  return { page, ready: await waitFor(page, 'ready') };
}

/** Runs in the page before its own scripts; no function in it may have a name, since names need a helper of the loader. */
function watch(): void {
  const log: Log = {
    key: 0,
    first: 0,
    firstOfModel: 0,
    done: 0,
    chips: 0,
    requests: 0,
    ready: 0,
    drafts: [],
  };
  globalThis.keystrokeLog = log;
  Worker.prototype.postMessage = new Proxy(Reflect.get(Worker.prototype, 'postMessage'), {
    apply(post, worker, args: [message: { type?: string }]) {
      if (args[0].type === 'suggest') log.requests++;
      Reflect.apply(post, worker, args);
    },
  });
  addEventListener(
    'keydown',
    () => {
      const fresh = { first: 0, firstOfModel: 0, done: 0, chips: 0, requests: 0, drafts: [] };
      Object.assign(log, fresh, { key: performance.now() });
    },
    true,
  );
  addEventListener('superposed-progress', (event) => {
    const { state } = (event as CustomEvent<{ state: string }>).detail;
    if (state === 'ready') log.ready ||= performance.now();
  });
  addEventListener('superposed-suggest', (event) => {
    const { drafts, done } = (
      event as CustomEvent<{ drafts: { text: string; source: string }[]; done: boolean }>
    ).detail;
    const now = performance.now();
    if (drafts.length > 0) log.first ||= now;
    if (drafts.some(({ source, text }) => source === 'model' && /\S/.test(text))) log.firstOfModel ||= now;
    if (!done) return;
    log.done = now;
    log.drafts = drafts.map(({ text }) => text);
  });
  addEventListener('input', ({ target }) => {
    const element = (target as Element).closest<Element & { updateComplete: Promise<unknown> }>(
      'superposed-complete',
    );
    // The element draws after this task; its promise is of the drawing that the text caused.
    queueMicrotask(() => void element?.updateComplete.then(() => (log.chips = performance.now())));
  });
}

async function start(page: Page): Promise<void> {
  await demoField(page).focus();
  const consent = page
    .locator('superposed-complete')
    .first()
    .getByRole('button', { name: /download|load|turn on/i });
  if (await consent.isVisible().catch(() => false)) await consent.click();
}

async function waitFor(page: Page, what: 'ready' | 'done' | 'chips'): Promise<number> {
  const handle = await page.waitForFunction((name) => globalThis.keystrokeLog[name] || false, what, {
    timeout: 60_000,
    polling: 10,
  });
  return (await handle.jsonValue()) as number;
}

const logOf = (page: Page): Promise<Log> => page.evaluate(() => globalThis.keystrokeLog);

/** Single keys with a pause after each, as of somebody who thinks: the cache is warm, and nothing is in hand. */
async function typeWords(
  page: Page,
  keys: number,
): Promise<Pick<Keystrokes, 'firstWord' | 'firstDraft' | 'allDrafts'>> {
  const times = { firstWord: [] as number[], firstDraft: [] as number[], allDrafts: [] as number[] };
  await demoField(page).fill(LONG_TEXT);
  await waitFor(page, 'done');
  for (const [i, key] of CONTINUATION.repeat(9)
    .split('')
    .slice(0, 9 * keys)
    .entries()) {
    if (times.allDrafts.length === keys) break;
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await waitFor(page, 'done');
    const { key: pressed, first, firstOfModel, done, requests } = await logOf(page);
    // A key along a draft in hand is the other measurement, and the first ones warm up.
    if (requests === 0 || firstOfModel === 0 || i < 3) continue;
    times.firstDraft.push(first - pressed);
    times.firstWord.push(firstOfModel - pressed);
    times.allDrafts.push(done - pressed);
  }
  return times;
}

/** Keys that follow the best draft. */
async function typeAlong(page: Page, words: number): Promise<Pick<Keystrokes, 'along' | 'alongRequests'>> {
  const along: number[] = [];
  let alongRequests = 0;
  for (let word = 0; word < words; word++) {
    await demoField(page).fill(`${LONG_TEXT}${' and so'.repeat(word % 5)}`);
    await page.keyboard.press('Space');
    await waitFor(page, 'done');
    const { drafts } = await logOf(page);
    for (const key of (drafts[0] ?? '').slice(0, 4)) {
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      await waitFor(page, 'chips');
      const { key: pressed, chips, requests } = await logOf(page);
      along.push(chips - pressed);
      alongRequests += requests;
    }
  }
  return { along, alongRequests };
}
