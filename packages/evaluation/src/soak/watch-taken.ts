/**
 * Runs in the page after `watch`, which tells it when a frame is drawn, and before its own scripts: no function in it may
 * have a name. Notes since which frame each draft has been in view; of a draft that is put in by a key, whether that was
 * long enough to see it.
 */
export function watchTaken(): void {
  /** Milliseconds in which a person sees that something is there. */
  const GLANCE = 100;
  const log = globalThis.soakLog;
  // By the text up to the caret with the draft behind it, without spaces: the same while it grows or is typed along.
  let since = new Map<string, number>();
  let pressed = 0;
  addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
      if ((event.target as Element).localName === 'textarea') log.field = event.target as HTMLTextAreaElement;
    },
    true,
  );
  addEventListener('superposed-accept', (event) => {
    const { text, inserted } = (event as CustomEvent<{ text: string; inserted: string }>).detail;
    const put = (text + inserted).replace(/\s+/g, '');
    const times = [...since].flatMap(([shown, time]) => (shown.startsWith(put) ? [pressed - time] : []));
    const onShow = Math.max(-1, ...times);
    log.taken++;
    log.quickest = Math.min(log.quickest, onShow);
    if (onShow >= GLANCE) return;
    log.unseen++;
    if (log.stale.length < 9) log.stale.push(JSON.stringify([text.slice(-60), inserted, Math.round(onShow)]));
  });
  addEventListener('soak-drawn', () => {
    const now = performance.now();
    const shown = new Map<string, number>();
    for (const element of document.querySelectorAll('superposed-complete')) {
      const field = element.querySelector<HTMLTextAreaElement>('textarea');
      const before = field?.value.slice(0, field.selectionStart) ?? '';
      for (const chip of element.shadowRoot?.querySelectorAll('[part~=draft] span, [part~=ghost]') ?? []) {
        const { top, bottom } = chip.getBoundingClientRect();
        if (bottom <= 0 || top >= innerHeight || !chip.checkVisibility({ visibilityProperty: true }))
          continue;
        const text = (before + chip.textContent).replace(/\s+/g, '');
        const same = [...since].filter(([was]) => was.startsWith(text) || text.startsWith(was));
        shown.set(text, Math.min(now, ...same.map(([, time]) => time)));
      }
    }
    since = shown;
  });
}
