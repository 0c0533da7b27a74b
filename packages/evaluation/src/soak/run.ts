import type { Browser, Page, Worker } from 'playwright';
import { openPage, startBrowser } from '../bench/browser';
import { machine } from '../bench/report';
import { serveSite } from '../bench/site';
import { MemorySamples } from './memory';
import type { SoakReport } from './report';
import { watch } from './watch';
import { watchTaken } from './watch-taken';
import { SimulatedWriter, type Act, type SCRIPTS, type Seen } from './writer';

export interface SoakOptions {
  readonly keys: number;
  /** The run takes this long at least. */
  readonly minutes: number;
  readonly seed: number;
  readonly onProgress: (message: string) => void;
}

/** Milliseconds that somebody who thinks waits for drafts. */
const PATIENCE = 3000;
const SCENES = ['email', 'note', 'technical', 'chat'];

/** Types into the demo as it is published, with the model of its own, and looks at all that it shows. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  options.onProgress('building the demo');
  const site = await serveSite({ demo: true, peers: false });
  try {
    const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM']);
    try {
      return await soak(browser, site.address, options);
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

async function soak(
  browser: Browser,
  address: string,
  { keys, minutes, seed, onProgress }: SoakOptions,
): Promise<SoakReport> {
  // Nothing of the demo yet, so that all of it is watched.
  const page = await openPage(browser, `${address}bench/ngrams.html`);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('worker', (worker) => {
    // A worker may end before it is asked.
    worker.evaluate(countRejections).catch(() => undefined);
  });
  await page.addInitScript(watch);
  await page.addInitScript(watchTaken);
  await page.goto(`${address}?device=wasm&text=`);
  await page.waitForFunction(() => document.activeElement?.closest('superposed-complete'));
  const writer = new SimulatedWriter(seed);
  const acts = noActs();
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 60_000;
  let key = 0;
  let texts = 0;
  const memory = new MemorySamples(browser, page, () => key, onProgress);
  while (key < keys) {
    const act = writer.next(await look(page));
    acts[act.kind]++;
    if (act.kind === 'begin') await begin(page, SCENES[++texts % SCENES.length]!);
    else if (act.kind === 'think') await think(page);
    else if (act.kind === 'script') await page.evaluate(runScript, act.does);
    if (!('key' in act)) continue;
    await press(page, act.key);
    if (act.kind === 'tab') await page.evaluate(returnToField);
    key++;
    const ahead = (key / keys) * minutes - elapsed();
    if (ahead > 0) await page.waitForTimeout(ahead * 60_000);
  }
  const took = elapsed();
  const samples = await memory.end();
  const log = await page.evaluate(() => globalThis.soakLog);
  const inWorkers = await Promise.all(page.workers().map(rejectionsIn));
  return {
    machine: machine(browser.version()),
    seed,
    keys,
    minutes: took,
    acts,
    samples,
    looked: log.looked,
    staleCount: log.staleCount,
    stale: log.stale,
    taken: log.taken,
    unseen: log.unseen,
    quickest: log.quickest,
    rejections: inWorkers.reduce((sum, count) => sum + count, log.rejections),
    errors: [...errors, ...log.errors],
  };
}

declare global {
  var soakRejections: number;
}

/** Runs in each worker. */
function countRejections(): void {
  globalThis.soakRejections = 0;
  addEventListener('unhandledrejection', () => globalThis.soakRejections++);
}

/** A helper of the kernels sleeps until it has work, and answers nothing meanwhile. */
function rejectionsIn(worker: Worker): Promise<number> {
  const asked = worker.evaluate(() => globalThis.soakRejections).catch(() => 0);
  return Promise.race([asked, new Promise<number>((resolve) => setTimeout(resolve, 5000, 0))]);
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    const element = field.closest('superposed-complete');
    const chips = element?.shadowRoot?.querySelectorAll('[part~=draft]').length ?? 0;
    return { length: field.value.length, caret: field.selectionStart, chips };
  });
}

/** Runs in the page, as its scripts do: without any key, or at each. */
function runScript(does: (typeof SCRIPTS)[number]): void {
  const field = document.activeElement as HTMLTextAreaElement;
  if (does === 'set') field.value = 'Thank you for the parcel. I will';
  else if (does === 'clear') field.value = '';
  else if (does === 'rewrite') field.value = field.value.replace(/[a-e]/g, (letter) => letter.toUpperCase());
  else if (does === 'later') setTimeout(() => (field.value += ' and'), 50);
  else {
    // On and off: what is typed becomes capitals, at the caret that it had.
    field.oninput = field.oninput
      ? null
      : () => {
          const { selectionStart } = field;
          field.value = field.value.toUpperCase();
          field.setSelectionRange(selectionStart, selectionStart);
        };
  }
}

/** Runs in the page: a Tab that took no draft went to what comes next. */
function returnToField(): void {
  if (document.activeElement?.localName !== 'textarea') globalThis.soakLog.field?.focus();
}

function noActs(): SoakReport['acts'] & Record<Act['kind'], number> {
  const none = { type: 0, delete: 0, move: 0, accept: 0, word: 0, dismiss: 0 };
  return { ...none, undo: 0, paste: 0, tab: 0, script: 0, think: 0, begin: 0 };
}

/** A key of the keyboard, or a letter that it has none for. */
function press({ keyboard }: Page, key: string): Promise<void> {
  if (/^\P{ASCII}$/u.test(key)) return keyboard.insertText(key);
  return keyboard.press(key === ' ' ? 'Space' : key);
}

async function think(page: Page): Promise<void> {
  const drafts = page.waitForFunction(() => globalThis.soakLog.done, undefined, { timeout: PATIENCE });
  // None come where the caret stands, or they were hidden.
  await drafts.catch(() => undefined);
}

/** Empties the field as a script of the page would, and goes on in another scene. */
async function begin(page: Page, scene: string): Promise<void> {
  await page.evaluate((name) => {
    (document.activeElement as HTMLTextAreaElement).value = '';
    location.hash = name;
  }, scene);
  await page.waitForFunction(
    (name) => document.activeElement?.closest(`#${name} superposed-complete`),
    scene,
  );
}
