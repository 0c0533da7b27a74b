import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FakeWorker, Mounted } from '../mounted.fixture';
import '../superposed-complete';

/* Typed text stands a second time in the element, to find the caret: others may read that. */

beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

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
    const marked = () => [
      ...element.shadowRoot!.querySelectorAll('.ph-no-capture.rr-block[data-hj-suppress]'),
    ];
    await vi.waitFor(() => expect(marked().length).toBe(4));
    for (const selector of ['.stage', '.ghost', '.tray', '.announcement']) {
      expect(marked().some((each) => each.matches(selector))).toBe(true);
    }
  });
});
