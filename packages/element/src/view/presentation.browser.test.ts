import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../index';
import { Mounted, useFakeWorker } from '../mounted.fixture';

let mounted: Mounted;
useFakeWorker();
beforeEach(async () => {
  mounted = await Mounted.mount();
  await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
  await mounted.write('I will');
  // Ghost text is loaded with the first drafts.
  mounted.worker.drafts([' be', ' go'], false);
  await vi.waitFor(() => expect(ghost()).toBe(' be'));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const labels = () => mounted.chips.map((chip) => chip.querySelector('span')!.textContent);
const ghost = () => mounted.part('ghost')!.textContent;

/** Has all that follows fall into one moment: drafts that grow, and what is known of the page. */
function stopClock(): void {
  const now = performance.now() + 1000;
  vi.spyOn(performance, 'now').mockReturnValue(now);
}

it('shows drafts that grow with a frame, chips and ghost text together', async () => {
  const asked = vi.spyOn(window, 'requestAnimationFrame');
  mounted.worker.drafts([' be glad', ' go home']);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  await mounted.element.updateComplete;
  expect([labels(), ghost()]).toEqual([['be glad', 'go home'], ' be glad']);
});

it('reads nothing of the page for ghost text that grows where it stands', async () => {
  stopClock();
  await mounted.write(' ', 'I will ');
  mounted.worker.drafts(['be', 'go'], false);
  await vi.waitFor(() => expect(ghost()).toBe('be'));
  // The page is looked at once more, and then not before its time.
  for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  const box = vi.spyOn(mounted.field, 'getBoundingClientRect');
  mounted.worker.drafts(['be glad to', 'go home']);
  await vi.waitFor(() => expect(ghost()).toBe('be glad to'));
  expect(labels()).toEqual(['be glad to', 'go home']);
  expect(box).not.toHaveBeenCalled();
});

/** Where the last letter of the ghost text is drawn. */
function lastLetter(): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(mounted.part('ghost')!);
  return [...range.getClientRects()].at(-1)!;
}

it('reads nothing of the page for a key along ghost text, whose other letters stay where they are', async () => {
  mounted.worker.drafts([' be glad', ' go home']);
  await vi.waitFor(() => expect(ghost()).toBe(' be glad'));
  stopClock();
  for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  const { right, top } = lastLetter();
  const box = vi.spyOn(mounted.field, 'getBoundingClientRect');
  for (const left of ['be glad', 'e glad']) {
    await userEvent.type(mounted.field, left === 'e glad' ? 'b' : ' ');
    await vi.waitFor(() => expect(ghost()).toBe(left));
    expect(Math.hypot(lastLetter().right - right, lastLetter().top - top)).toBeLessThan(0.1);
  }
  expect(box).not.toHaveBeenCalled();
  // It is drawn anew where the caret is once the page is looked at.
  vi.restoreAllMocks();
  await vi.waitFor(() => expect(mounted.part('ghost')!.querySelector('[data-typed]')).toBeNull());
  expect(ghost()).toBe('e glad');
  expect(Math.hypot(lastLetter().right - right, lastLetter().top - top)).toBeLessThan(0.1);
});

it('is drawn anew with a key that may have brought its word to the next line', async () => {
  mounted.field.style.width = '12ch';
  await mounted.write(' be', 'I will be');
  mounted.worker.drafts([' glad', ' sad']);
  await vi.waitFor(() => expect(ghost()).toBe(' glad'));
  stopClock();
  for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  const box = vi.spyOn(mounted.field, 'getBoundingClientRect');
  for (const letter of ' gla') await userEvent.type(mounted.field, letter);
  await vi.waitFor(() => expect(ghost()).toBe('d'));
  expect(box).toHaveBeenCalled();
});

it('renders a key at once where drafts that came wait for a frame, and offers nothing before that', async () => {
  const frame = requestAnimationFrame;
  const waiting: FrameRequestCallback[] = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => waiting.push(callback));
  // One that is on its way is the last.
  for (let passed = 0; passed < 2; passed++) await new Promise(frame);
  mounted.worker.drafts([' be glad', ' go home']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(mounted.element.drafts.map(({ text }) => text)).toEqual([' be', ' go']);
  // Along the draft, so nothing is asked of the worker.
  await userEvent.type(mounted.field, ' ');
  await mounted.element.updateComplete;
  expect(labels()).toEqual(['be', 'go']);
  for (const callback of waiting.splice(0)) callback(performance.now());
  await mounted.element.updateComplete;
  expect(labels()).toEqual(['be glad', 'go home']);
});

it('renders keys at once, and with them all that goes', async () => {
  mounted.worker.drafts([' be glad', ' go home']);
  await vi.waitFor(() => expect(labels()).toEqual(['be glad', 'go home']));
  await mounted.write('x', 'I willx');
  await mounted.element.updateComplete;
  expect([labels(), ghost()]).toEqual([[], '']);
});

it.each(['<input aria-label="Text">', '<textarea aria-label="Text"></textarea>'])(
  'leaves nothing of what was typed in the document once drafts go: %s',
  async (field) => {
    mounted = await Mounted.mount('', field);
    await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
    await mounted.write('I will');
    mounted.worker.drafts([' be glad']);
    await vi.waitFor(() => expect(ghost()).toBe(' be glad'));
    stopClock();
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
    const typed = () => mounted.element.shadowRoot!.querySelectorAll('[data-typed]').length;
    await userEvent.type(mounted.field, ' b');
    await vi.waitFor(() => expect([ghost(), typed()]).toEqual(['e glad', 1]));
    await userEvent.type(mounted.field, 'x');
    await vi.waitFor(() => expect([ghost(), typed()]).toEqual(['', 0]));
  },
);
