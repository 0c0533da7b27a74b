import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Mounted, useFakeWorker } from '../mounted.fixture';
import '../superposed-complete';

/** One of each tool's marks. */
const MARKS =
  '.rr-block.sentry-block.ph-no-capture.fs-exclude.amp-block.ym-hide-content[data-hj-suppress][data-cs-mask]' +
  '[data-clarity-mask=true][data-private][data-dd-privacy=hidden][data-mf-replace][data-heap-redact-text=true]';

/* Typed text stands a second time in the element, to find the caret: others may read that. */

useFakeWorker();

async function write(text: string): Promise<Mounted> {
  const mounted = await Mounted.mount('');
  await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
  await mounted.write(text);
  await mounted.show();
  await vi.waitFor(() => expect(copies(mounted).join('')).toContain(text));
  return mounted;
}

const copies = ({ element }: Mounted): string[] =>
  ['.stage', '.ghost', '.announcement'].map(
    (selector) => element.shadowRoot!.querySelector(selector)!.textContent,
  );

describe('what the element holds of a text', () => {
  it('is gone once the writer leaves the field', async () => {
    const mounted = await write('my secret plan');
    mounted.field.blur();
    await vi.waitFor(() => expect(copies(mounted).join('')).not.toContain('secret'));
  });

  it('is gone once the field is emptied', async () => {
    const mounted = await write('my secret plan');
    await userEvent.clear(mounted.field);
    await vi.waitFor(() => expect(copies(mounted).join('')).not.toContain('secret'));
  });

  it('is marked for tools that record pages', async () => {
    const { element } = await write('my secret plan');
    const marked = () => [...element.shadowRoot!.querySelectorAll(MARKS)];
    await vi.waitFor(() => expect(marked().length).toBe(4));
    for (const selector of ['.stage', '.ghost', '.tray', '.announcement']) {
      expect(marked().some((each) => each.matches(selector))).toBe(true);
    }
  });
});
