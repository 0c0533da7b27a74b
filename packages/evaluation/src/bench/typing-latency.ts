import { median } from 'simple-statistics';
import type { Page } from 'playwright';
import { cpuTimeBetween, traced, type TraceEvent } from './main-thread';

/** Milliseconds, a few frames. */
const FRAMES = 80;

/** What the page's main thread did for a key. */
interface Key {
  /** Milliseconds from the key to the end of its task, and those of the frame after it; 0 until then. */
  milliseconds: number;
  /** Whether the worker made drafts when it was pressed. */
  readonly decoding: boolean;
}

interface LatencyLog {
  readonly keys: Key[];
  /** Whether the worker makes drafts. */
  decoding: boolean;
  /** Whether some of the model's have come since the last key. */
  growing: boolean;
  onGrowing: (() => void) | undefined;
}

declare global {
  var latencyLog: LatencyLog;
}

/** How long the page may take for a key; then its drafts are not waited for. */
const PATIENCE = 2000;

/** What the element, its worker and its drafts add to a key, in milliseconds, one entry a key. */
export interface AddedLatency {
  /** By the clock: what the main thread does, and its waits for a core. */
  readonly elapsed: readonly number[];
  /** CPU time of the main thread, from the key to the end of its frame. */
  readonly work: readonly number[];
}

/**
 * Types while the worker decodes, and the same keys into the same textarea without the element, worker and drafts.
 * @param page where the element is ready, with `watchLatency` from its start
 * @param text what is typed, over and over
 * @returns for each key that found the worker decoding, what it took beyond the median without
 */
export async function measureAddedLatency(page: Page, keys: number, text: string): Promise<AddedLatency> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const busy: number[] = [];
  const trace = await traced(session, async () => {
    for (let at = 0; busy.length < keys && at < keys * 8; at++) {
      const { decoding, milliseconds } = await press(page, text[at % text.length]!);
      if (decoding) busy.push(milliseconds);
      await untilDecoding(page);
    }
  });
  await page.evaluate(() => {
    const element = document.querySelector('superposed-complete')!;
    const field = element.querySelector('textarea')!;
    element.replaceWith(field);
    field.focus();
    globalThis.latencyLog.decoding = false;
  });
  const alone: number[] = [];
  const traceAlone = await traced(session, async () => {
    for (let at = 0; alone.length < keys; at++) {
      alone.push((await press(page, text[at % text.length]!)).milliseconds);
    }
  });
  await session.detach();
  const work = (events: readonly TraceEvent[], begin: string): number[] =>
    cpuTimeBetween(events, { begin, end: 'drawn' });
  return {
    elapsed: beyond(busy, alone),
    work: beyond(work(trace, 'key while decoding'), work(traceAlone, 'key')),
  };
}

function beyond(values: readonly number[], others: readonly number[]): number[] {
  const usual = median(others);
  return values.map((value) => value - usual);
}

async function press(page: Page, key: string): Promise<Key> {
  await page.keyboard.press(key === ' ' ? 'Space' : key);
  // Until its frame is over, most often: to ask the page is work for it, too.
  for (;;) {
    await page.waitForTimeout(FRAMES);
    const last = await page.evaluate(() => globalThis.latencyLog.keys.at(-1));
    if (last && last.milliseconds > 0) return last;
  }
}

/** Until the first drafts of the model grow, or there are none to come. The page isn't asked over and over: that is work. */
function untilDecoding(page: Page): Promise<void> {
  return page.evaluate(
    (patience) =>
      new Promise<void>((resolve) => {
        const log = globalThis.latencyLog;
        if (log.decoding && log.growing) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, patience);
        log.onGrowing = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    PATIENCE,
  );
}

/** Runs in the page before its own scripts; no function in it may have a name, since names need a helper of the loader. */
export function watchLatency(): void {
  const log: LatencyLog = { keys: [], decoding: false, growing: false, onGrowing: undefined };
  globalThis.latencyLog = log;
  Worker.prototype.postMessage = new Proxy(Reflect.get(Worker.prototype, 'postMessage'), {
    apply(post, worker, args: [message: { type?: string }]) {
      if (args[0].type === 'suggest') log.decoding = true;
      if (args[0].type === 'cancel') log.decoding = false;
      Reflect.apply(post, worker, args);
    },
  });
  addEventListener('superposed-suggest', (event) => {
    const { drafts, done } = (event as CustomEvent<{ drafts: { source: string }[]; done: boolean }>).detail;
    if (done) log.decoding = false;
    if (done || !drafts.some(({ source }) => source === 'model')) return;
    log.growing = true;
    log.onGrowing?.();
  });
  const last = { pressed: 0, decoding: false, handled: 0, frame: 0 };
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      Object.assign(last, { pressed: timeStamp, decoding: log.decoding });
      log.growing = false;
      performance.mark(log.decoding ? 'key while decoding' : 'key');
    },
    true,
  );
  // Their messages come once the thread is free again. The wait for the frame is nobody's work, and not counted.
  const [task, frame] = [new MessageChannel(), new MessageChannel()];
  task.port1.onmessage = () => {
    last.handled = performance.now() - last.pressed;
    requestAnimationFrame(() => {
      last.frame = performance.now();
      frame.port2.postMessage(null);
    });
  };
  frame.port1.onmessage = () => {
    log.keys.at(-1)!.milliseconds = last.handled + performance.now() - last.frame;
    performance.mark('drawn');
  };
  addEventListener(
    'input',
    () => {
      log.keys.push({ milliseconds: 0, decoding: last.decoding });
      task.port2.postMessage(null);
    },
    true,
  );
}
