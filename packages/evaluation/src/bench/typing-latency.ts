import { median } from 'simple-statistics';
import type { Page } from 'playwright';
import { cpuTimeBetween, layoutsBetween, traced } from './main-thread';

/** Milliseconds, a few frames. */
const FRAMES = 80;

/** Milliseconds after the element came or went. */
const SETTLE = 500;

/** What the page's main thread did for a key. */
interface Key {
  /** Milliseconds from the key to the end of its task, and those of the frame after it; 0 until then. */
  milliseconds: number;
  /** Whether the worker made drafts when it was pressed. */
  readonly decoding: boolean;
}

interface LatencyLog {
  readonly keys: Key[];
  /** The field of the first element. */
  field?: HTMLTextAreaElement;
  /** Whether it stands without the element. */
  alone: boolean;
  /** Whether the worker makes drafts. */
  decoding: boolean;
  /** Whether some of the model's have come since the last key, and more are to come. */
  growing: boolean;
  onGrowing: (() => void) | undefined;
}

declare global {
  var latencyLog: LatencyLog;
}

/** How long the page may take for a key, and how long until it asks the worker; then its drafts are not waited for. */
const PATIENCE = 2000;
const REQUEST = 300;

/** The same of keys while the worker decodes, and of keys in the same field without the element; one entry a key. */
export interface WithAndWithout {
  readonly with: readonly number[];
  readonly without: readonly number[];
}

/** What the element, its worker and its drafts add to a key: milliseconds beyond the median without. */
export interface AddedLatency {
  /** CPU time of the main thread, from the key to the end of its frame. */
  readonly work: WithAndWithout;
  /** By the clock: what the main thread does, and its waits for a core. */
  readonly elapsed: WithAndWithout;
  /** How often the page is laid out for a key, of keys while the worker decodes. */
  readonly layouts: {
    /** To the end of its frame. */
    readonly frame: readonly number[];
    /** In the 110 ms after it, with what the worker answers meanwhile. */
    readonly answers: readonly number[];
  };
}

/** Keys before the element comes or goes; the first ones of each warm up, and are not counted. */
const BLOCK = 24;
const WARM = 4;

/** Milliseconds in which the answers to a key are looked at. */
const ANSWERS = 110;

const WITH = { begin: 'key while decoding', end: 'drawn' };
const WITHOUT = { begin: 'key alone', end: 'drawn' };

/**
 * Types while the worker decodes, and the same keys into the same field without the element around it, in turn, all in
 * one visit: what slows the machine for a while slows both.
 * @param page where the element is ready, with `watchLatency` from its start
 * @param keys of each
 * @param text what is typed, over and over
 */
export async function measureAddedLatency(page: Page, keys: number, text: string): Promise<AddedLatency> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const elapsed = { with: [] as number[], without: [] as number[] };
  const work = { with: [] as number[], without: [] as number[] };
  let at = 0;
  const type = async (inside: boolean, categories?: readonly string[]) => {
    await standIn(page, inside);
    const next = async (): Promise<Key> => {
      const key = await press(page, text[at++ % text.length]!);
      if (inside) await untilDecoding(page);
      return key;
    };
    for (let key = 0; key < WARM; key++) await next();
    const times: number[] = [];
    const run = async (): Promise<void> => {
      for (let key = 0; key < BLOCK; key++) {
        const { decoding, milliseconds } = await next();
        if (decoding === inside) times.push(milliseconds);
      }
    };
    return { times, events: await traced(session, run, categories) };
  };
  for (let block = 0; elapsed.with.length < keys && block < (keys * 8) / BLOCK; block++) {
    const inside = await type(true);
    const alone = await type(false);
    elapsed.with.push(...inside.times);
    elapsed.without.push(...alone.times);
    work.with.push(...cpuTimeBetween(inside.events, WITH));
    work.without.push(...cpuTimeBetween(alone.events, WITHOUT));
  }
  const layouts = { frame: [] as number[], answers: [] as number[] };
  for (let block = 0; block < keys / BLOCK / 5; block++) {
    // Tells of each layout, which costs time.
    const { events } = await type(true, ['devtools.timeline']);
    layouts.frame.push(...layoutsBetween(events, WITH));
    layouts.answers.push(...layoutsBetween(events, WITH, ANSWERS));
  }
  await session.detach();
  return { elapsed: beyond(elapsed), work: beyond(work), layouts };
}

function beyond(values: WithAndWithout): WithAndWithout {
  const usual = median(values.without);
  const less = (each: readonly number[]) => each.map((value) => value - usual);
  return { with: less(values.with), without: less(values.without) };
}

/** Puts the field into the element, or beside it: which then has none, and its worker nothing to do. */
async function standIn(page: Page, inside: boolean): Promise<void> {
  await page.evaluate((within) => {
    const element = document.querySelector('superposed-complete')!;
    const field = (globalThis.latencyLog.field ??= element.querySelector('textarea')!);
    if (within) element.append(field);
    else element.after(field);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    Object.assign(globalThis.latencyLog, { alone: !within, decoding: false });
  }, inside);
  await page.waitForTimeout(SETTLE);
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
    ([patience, request]) =>
      new Promise<void>((resolve) => {
        const log = globalThis.latencyLog;
        if (log.decoding && log.growing) {
          resolve();
          return;
        }
        const timers = [setTimeout(resolve, patience), setTimeout(() => !log.decoding && resolve(), request)];
        log.onGrowing = () => {
          timers.forEach(clearTimeout);
          resolve();
        };
      }),
    [PATIENCE, REQUEST] as const,
  );
}

/** Runs in the page before its own scripts; no function in it may have a name, since names need a helper of the loader. */
export function watchLatency(): void {
  const log: LatencyLog = { keys: [], alone: false, decoding: false, growing: false, onGrowing: undefined };
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
    log.growing = !done && drafts.some(({ source }) => source === 'model');
    if (done || log.growing) log.onGrowing?.();
  });
  const last = { pressed: 0, decoding: false, handled: 0, frame: 0 };
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      Object.assign(last, { pressed: timeStamp, decoding: log.decoding });
      log.growing = false;
      performance.mark(log.alone ? 'key alone' : log.decoding ? 'key while decoding' : 'key');
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
