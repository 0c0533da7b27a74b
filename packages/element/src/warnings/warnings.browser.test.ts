import { beforeEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Mounted, useFakeWorker } from '../mounted.fixture';
import '../development';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

useFakeWorker();
beforeEach(() => void warn.mockClear());

const warnings = () =>
  warn.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('<superposed-complete>'));

/** Once the pause has passed. */
const expectWarning = (text: string) =>
  vi.waitFor(() => expect(warnings().join('\n')).toContain(text), 10_000);

it.each([
  ['k="20"', 'k is 20; it must be a whole number of 1 … 10.'],
  ['max-tokens="many"', 'maxTokens is NaN; it must be a whole number of 1 … 64.'],
  ['threshold="30"', 'threshold is 30; it must be a number of 0 … 1.'],
  ['openings="same"', "openings is same; it must be 'distinct' or 'paper'."],
  ['bar="left"', 'bar is "left"; it must be one of below, above, floating, off.'],
  ['device="gpu"', 'device is "gpu"; it must be one of auto, webgpu, wasm.'],
  [
    'ngrams="https://files.example/en.json"',
    'ngrams is on another site, https://files.example: it must allow',
  ],
])('a value that is wrong, or likely to be: %s', async (attributes, warning) => {
  await Mounted.mount(attributes);
  await expectWarning(warning);
  expect(warnings()).toHaveLength(1);
});

it('a field without a label', async () => {
  await Mounted.mount('', '<textarea placeholder="Your text"></textarea>');
  await expectWarning('The field has no label');
});

it('two elements on one field', async () => {
  const { field, element } = await Mounted.mount();
  field.id = 'text';
  element.insertAdjacentHTML('afterend', '<superposed-complete for="text"></superposed-complete>');
  await expectWarning('Another <superposed-complete> serves the same field');
  expect(warnings()).toHaveLength(1);
});

it('an id that no field has', async () => {
  const { element } = await Mounted.mount();
  element.htmlFor = 'nowhere';
  await expectWarning('for="nowhere" names no textarea');
});

it('each thing is told once', async () => {
  const { element } = await Mounted.mount();
  element.debounce = -1;
  await expectWarning('debounce is -1; it must be milliseconds');
  element.threshold = 2;
  await expectWarning('threshold is 2');
  element.threshold = 0.5;
  await element.updateComplete;
  element.threshold = 2;
  element.k = 0;
  await expectWarning('k is 0');
  expect(warnings()).toHaveLength(3);
});

it('an editor that does not take the draft', async () => {
  const mounted = await Mounted.mount('', '<p contenteditable aria-label="Text"></p>');
  await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
  await mounted.write('I will');
  await mounted.show();
  mounted.field.addEventListener('beforeinput', (event) => event.preventDefault());
  await userEvent.keyboard('{Tab}');
  await expectWarning('an editor refused it. Give the element an adapter');
  expect(mounted.field.textContent).toBe('I will');
});
