/** What the page notes down of itself, from its start to its end. */
export interface SoakLog {
  /** Chips that were looked at, each in each frame that showed it. */
  looked: number;
  /** What was on show and did not go on from the text in the field; the first ones. */
  readonly stale: string[];
  staleCount: number;
  /** Drafts that were put in, and milliseconds for which the quickest of them had been on show. */
  taken: number;
  quickest: number;
  /** Those of them that no frame had shown for long enough to be seen; the first ones are in `stale`. */
  unseen: number;
  rejections: number;
  /** The field that was written in last. */
  field?: HTMLTextAreaElement;
  /** The element's errors, each as its code and message. */
  readonly errors: string[];
  /** Whether the drafts on show are all that will come. */
  done: boolean;
}

/** A worker, with the texts that it was asked about last. */
type Asked = Worker & { asked?: Map<number, string> };

interface Answer {
  readonly type?: string;
  readonly id: number;
  readonly drafts: readonly { readonly text: string }[];
}

declare global {
  var soakLog: SoakLog;
}

/**
 * Runs in the page before its own scripts; no function in it may have a name, since names need a helper of the loader.
 * What is shown is held against what the worker said, not against what the element makes of it: in each frame the text
 * up to the caret with a chip behind it has to be, or begin, some text that a request asked about with one of the
 * drafts that answered it.
 */
export function watch(): void {
  const log: SoakLog = {
    looked: 0,
    stale: [],
    staleCount: 0,
    taken: 0,
    quickest: Infinity,
    unseen: 0,
    rejections: 0,
    errors: [],
    done: false,
  };
  globalThis.soakLog = log;
  // The last answers only, newest first, so that watching takes no more and more memory itself.
  const made: string[][] = [];
  Worker.prototype.postMessage = new Proxy(Reflect.get(Worker.prototype, 'postMessage'), {
    apply(post, worker, args: [message: { type?: string; id?: number; text?: string }]) {
      const [{ type, id, text }] = args;
      if (type === 'suggest') {
        const asked = ((worker as Asked).asked ??= new Map<number, string>());
        asked.set(id!, text!);
        if (asked.size > 64) asked.delete(asked.keys().next().value!);
      }
      Reflect.apply(post, worker, args);
    },
  });
  const onmessage = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage')!;
  Object.defineProperty(Worker.prototype, 'onmessage', {
    ...onmessage,
    set(this: Asked, listener: Worker['onmessage']) {
      onmessage.set!.call(
        this,
        listener &&
          ((event: MessageEvent<Answer>) => {
            const { type, id, drafts } = event.data;
            const text = this.asked?.get(id);
            if (type === 'drafts' && text !== undefined) {
              made.unshift(drafts.map((draft) => text + draft.text));
              if (made.length > 512) made.pop();
            }
            listener.call(this, event);
          }),
      );
    },
  });
  // The caret as the browser has told it: of a move it tells in a task of its own, which may be a frame later.
  const carets = new WeakMap<Element, number>();
  for (const type of ['input', 'selectionchange']) {
    addEventListener(
      type,
      () => {
        const field = document.activeElement as HTMLTextAreaElement | null;
        if (field?.value !== undefined) carets.set(field, field.selectionStart);
      },
      true,
    );
  }
  addEventListener('unhandledrejection', () => log.rejections++);
  addEventListener('superposed-error', (event) => {
    const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail;
    log.errors.push(`${code}: ${message}`);
  });
  addEventListener('input', () => (log.done = false), true);
  addEventListener(
    'superposed-suggest',
    (event) => (log.done = (event as CustomEvent<{ done: boolean }>).detail.done),
  );
  // Once the page has done all that it does in a frame, before that is painted: after the last of the callbacks that it
  // had asked for when the frame began. What it asks for meanwhile belongs to the next one.
  const request = requestAnimationFrame;
  let frame = -1;
  let asked = 0;
  let left = 0;
  let resume: (() => void) | undefined;
  globalThis.requestAnimationFrame = new Proxy(request, {
    apply(_, page, [callback]: [FrameRequestCallback]) {
      asked++;
      const own: unknown = Reflect.apply(request, page, [
        (time: number) => {
          if (time !== frame) [frame, left, asked] = [time, asked, 0];
          callback(time);
        },
      ]);
      request((time) => {
        if (time !== frame) [frame, left, asked] = [time, asked, 0];
        if (--left === 0) resume?.();
      });
      return own;
    },
  });
  void (async () => {
    for (;;) {
      await new Promise<void>((resolve) => {
        resume = resolve;
        requestAnimationFrame(() => undefined);
      });
      dispatchEvent(new Event('soak-drawn'));
      for (const element of document.querySelectorAll('superposed-complete')) {
        const field = element.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input')!;
        const before = field.value.slice(0, carets.get(field) ?? 0);
        for (const chip of element.shadowRoot?.querySelectorAll('[part~=draft] span, [part~=ghost]') ?? []) {
          const text = chip.textContent.trim();
          if (text === '' || !chip.checkVisibility({ visibilityProperty: true })) continue;
          log.looked++;
          const wholes = [before + text, `${before} ${text}`];
          if (made.some((each) => each.some((one) => wholes.some((whole) => one.startsWith(whole)))))
            continue;
          log.staleCount++;
          if (log.stale.length < 9) log.stale.push(JSON.stringify([before.slice(-60), text]));
        }
      }
    }
  })();
}
