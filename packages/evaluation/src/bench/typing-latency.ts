import type { Page } from 'playwright';
import { median } from '../bootstrap';

/** What the page's main thread did for a key. */
interface Key {
  /** Milliseconds from the key to the end of its task, and those of the frame after it; 0 until then. */
  milliseconds: number;
  /** Whether the worker made drafts when it was pressed. */
  readonly decoding: boolean;
}

declare global {
  var latencyLog: { readonly keys: Key[]; decoding: boolean };
}

/** How long the page may take for a key; then its drafts are not waited for. */
const PATIENCE = 2000;

/**
 * Types while the worker decodes, and the same keys into the same textarea without the element, worker and drafts.
 * @param page where the element is ready, with `watchLatency` from its start
 * @param text what is typed, over and over
 * @returns for each key that found the worker decoding, the milliseconds of the main thread beyond the median without
 */
export async function measureAddedLatency(page: Page, keys: number, text: string): Promise<number[]> {
  const busy: number[] = [];
  for (let at = 0; busy.length < keys && at < keys * 8; at++) {
    const { decoding, milliseconds } = await press(page, text[at % text.length]!);
    if (decoding) busy.push(milliseconds);
    await untilDecoding(page);
  }
  await page.evaluate(() => {
    const element = document.querySelector('superposed-complete')!;
    const field = element.querySelector('textarea')!;
    element.replaceWith(field);
    field.focus();
    globalThis.latencyLog.decoding = false;
  });
  const alone: number[] = [];
  for (let at = 0; alone.length < keys; at++) {
    alone.push((await press(page, text[at % text.length]!)).milliseconds);
    await page.waitForTimeout(50);
  }
  const without = median(alone);
  return busy.map((milliseconds) => milliseconds - without);
}

async function press(page: Page, key: string): Promise<Key> {
  await page.keyboard.press(key === ' ' ? 'Space' : key);
  const handle = await page.waitForFunction(() => {
    const last = globalThis.latencyLog.keys.at(-1);
    return last && last.milliseconds > 0 ? last : false;
  });
  return (await handle.jsonValue()) as Key;
}

/** Until the first drafts of the model grow, or there are none to come. */
async function untilDecoding(page: Page): Promise<void> {
  const growing = page.waitForFunction(
    () => globalThis.latencyLog.decoding && globalThis.keystrokeLog.firstOfModel > 0,
    undefined,
    { polling: 5, timeout: PATIENCE },
  );
  await growing.catch(() => undefined);
}

/** Runs in the page before its own scripts; no function in it may have a name, since names need a helper of the loader. */
export function watchLatency(): void {
  const log: typeof globalThis.latencyLog = { keys: [], decoding: false };
  globalThis.latencyLog = log;
  Worker.prototype.postMessage = new Proxy(Reflect.get(Worker.prototype, 'postMessage'), {
    apply(post, worker, args: [message: { type?: string }]) {
      if (args[0].type === 'suggest') log.decoding = true;
      if (args[0].type === 'cancel') log.decoding = false;
      Reflect.apply(post, worker, args);
    },
  });
  addEventListener('superposed-suggest', (event) => {
    if ((event as CustomEvent<{ done: boolean }>).detail.done) log.decoding = false;
  });
  let pressed = 0;
  let decoding = false;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp;
      decoding = log.decoding;
    },
    true,
  );
  addEventListener(
    'input',
    () => {
      const key: Key = { milliseconds: 0, decoding };
      log.keys.push(key);
      const since = pressed;
      const [task, frame] = [new MessageChannel(), new MessageChannel()];
      // Its message comes once the thread is free again. The wait for the frame is nobody's work, and not counted.
      task.port1.onmessage = () => {
        const handled = performance.now() - since;
        requestAnimationFrame(() => {
          const start = performance.now();
          frame.port1.onmessage = () => (key.milliseconds = handled + performance.now() - start);
          frame.port2.postMessage(null);
        });
      };
      task.port2.postMessage(null);
    },
    true,
  );
}
