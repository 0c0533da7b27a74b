import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SuperposedEventMap } from './events';
import { FakeWorker } from './mounted.fixture';
import { SuperposedComplete } from './superposed-complete';
import { untilSeen } from './until-seen.fixture';

let element: SuperposedComplete;
let field: HTMLTextAreaElement;
let worker: FakeWorker;
let count = 0;

/** Puts the element on the page, ready, with a worker of its own. */
async function mount(attributes = ''): Promise<void> {
  document.body.innerHTML = `<superposed-complete debounce="0" model="/model-${count++}" ${attributes}>
    <label>Text <textarea></textarea></label></superposed-complete>`;
  element = document.querySelector('superposed-complete')!;
  field = document.querySelector('textarea')!;
  await element.updateComplete;
  worker = FakeWorker.all.at(-1)!;
}

const chips = () => [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=draft]')];
const labels = () => chips().map((chip) => chip.querySelector('span')!.textContent);

/** Types, and waits until the worker is asked about just that text. */
async function write(text: string, expected = text): Promise<void> {
  await userEvent.type(field, text);
  await vi.waitFor(() => expect(worker.last?.text).toBe(expected));
}

/** Shows drafts, for as long as a person needs to see them. */
async function show(texts = [' be glad to', ' go home', ' not']): Promise<void> {
  worker.drafts(texts);
  await vi.waitFor(() => expect(labels()).toEqual(texts.map((text) => text.trim())));
  await untilSeen();
}

function heard<K extends keyof SuperposedEventMap>(type: K): SuperposedEventMap[K]['detail'][] {
  const details: SuperposedEventMap[K]['detail'][] = [];
  document.body.addEventListener(type, (event) => details.push(event.detail), { signal: listening.signal });
  return details;
}
let listening: AbortController;

beforeEach(() => {
  listening = new AbortController();
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  listening.abort();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('drafts', () => {
  it('are asked for with the element’s settings', async () => {
    await mount('k="2" max-tokens="5" openings="paper" branch-steps="4" device="wasm" ngrams="" ort="/x"');
    expect(worker.asked[0]).toMatchObject({
      type: 'load',
      config: { device: 'wasm', ngramsUrl: null, ortUrl: new URL('/x/', location.href).href },
    });
    await write('I will');
    expect(worker.last).toMatchObject({
      text: 'I will',
      options: { k: 2, maxTokens: 5, openings: 'paper', branchSteps: 4 },
    });
  });

  it('appear as they grow, best first', async () => {
    await mount();
    const events = heard('superposed-suggest');
    await write('I will');
    worker.drafts([' be'], false);
    await vi.waitFor(() => expect(labels()).toEqual(['be']));
    await show();
    expect(element.drafts.map(({ text }) => text)).toEqual([' be glad to', ' go home', ' not']);
    expect(events.map(({ done, text }) => [done, text])).toEqual([
      [false, 'I will'],
      [true, 'I will'],
    ]);
  });

  it('have a mark where a phrase waits for something to be filled in, which is not put in', async () => {
    await mount();
    await write('You can reach me');
    worker.drafts([' until ', ' at home'], true, 'phrases');
    await vi.waitFor(() => expect(labels()).toEqual(['until', 'at home']));
    const marks = chips().map((chip) => getComputedStyle(chip.querySelector('span')!, '::after').content);
    expect(marks[0]).toContain('…');
    expect(marks[1]).toBe('none');
    expect(element.accept(0)).toBe(true);
    expect(field.value).toBe('You can reach me until ');
  });

  it('never show for another text than the one in the field', async () => {
    await mount();
    await write('I will');
    await show();
    await write(' s', 'I will s');
    expect(labels()).toEqual([]);
    const stale = worker.asked.find(({ text }) => text === 'I will')!;
    worker.say({
      type: 'drafts',
      id: stale.id,
      drafts: [{ text: ' stale', confidence: 1, source: 'model' }],
      done: true,
    });
    await element.updateComplete;
    expect(labels()).toEqual([]);
  });

  it('stay, less what is typed, while the writer types along them', async () => {
    await mount();
    await write('I will');
    await show();
    const asked = worker.asked.length;
    await userEvent.type(field, ' be g');
    await vi.waitFor(() => expect(labels()).toEqual(['lad to']));
    expect(worker.asked).toHaveLength(asked);
  });

  it.each([
    ['the caret goes elsewhere', () => field.setSelectionRange(1, 1)],
    ['something is selected', () => field.setSelectionRange(0, 3)],
    ['the page changes the text', () => (field.value = 'Other')],
  ])('go when %s', async (_, act) => {
    await mount();
    await write('I will');
    await show();
    act();
    await vi.waitFor(() => expect(labels()).toEqual([]));
  });

  it('wait while an input method composes', async () => {
    await mount();
    await write('I will');
    await show();
    field.dispatchEvent(new CompositionEvent('compositionstart'));
    await element.updateComplete;
    expect(labels()).toEqual([]);
    field.dispatchEvent(new CompositionEvent('compositionend'));
    await vi.waitFor(() => expect(worker.last?.text).toBe('I will'));
  });

  it('are found for a textarea that comes later', async () => {
    await mount();
    const label = field.parentElement!;
    label.remove();
    await element.updateComplete;
    field = document.createElement('textarea');
    field.setAttribute('aria-label', 'Text');
    element.append(field);
    await element.updateComplete;
    await write('Hi');
  });
});

describe('taking a draft', () => {
  it('by Tab: the first, as if typed, and undo takes it back', async () => {
    await mount();
    const accepted = heard('superposed-accept');
    const onInput = vi.fn();
    await write('I will');
    await show();
    field.addEventListener('input', onInput);
    await userEvent.keyboard('{Tab}');
    expect(field.value).toBe('I will be glad to');
    expect(document.activeElement).toBe(field);
    expect(onInput).toHaveBeenCalledOnce();
    expect(accepted).toMatchObject([{ index: 0, text: 'I will', draft: { text: ' be glad to' } }]);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(field.value).toBe('I will');
  });

  it('by click: that one, and the field keeps the focus', async () => {
    await mount();
    await write('I will');
    await show();
    await userEvent.click(chips()[1]!);
    expect(field.value).toBe('I will go home');
    expect(document.activeElement).toBe(field);
  });

  it('by Alt and a digit', async () => {
    await mount();
    await write('I will');
    await show();
    await userEvent.keyboard('{Alt>}3{/Alt}');
    expect(field.value).toBe('I will not');
  });

  it('puts it at the caret, before what follows', async () => {
    await mount();
    field.value = ', she said';
    field.setSelectionRange(0, 0);
    field.focus();
    await userEvent.keyboard('I will');
    await vi.waitFor(() => expect(worker.last?.text).toBe('I will'));
    expect(worker.last?.options).toMatchObject({ after: ', she said' });
    await show();
    await userEvent.keyboard('{Tab}');
    expect(field.value).toBe('I will be glad to, she said');
  });

  it('asks for what comes after it', async () => {
    await mount();
    await write('I will');
    await show();
    await userEvent.keyboard('{Tab}');
    await vi.waitFor(() => expect(worker.last?.text).toBe('I will be glad to'));
    expect(labels()).toEqual([]);
  });

  it('can be prevented', async () => {
    await mount();
    await write('I will');
    await show();
    element.addEventListener('superposed-accept', (event) => event.preventDefault());
    expect(element.accept(0)).toBe(false);
    expect(field.value).toBe('I will');
  });

  it('refuses a draft for another text, and one that is not there', async () => {
    await mount();
    await write('I will');
    await show();
    expect(element.accept(5)).toBe(false);
    field.value = 'Other';
    expect(element.accept(0)).toBe(false);
    expect(field.value).toBe('Other');
  });
});

describe('keys', () => {
  it('Escape hides the drafts until the text changes', async () => {
    await mount();
    const dismissed = heard('superposed-dismiss');
    await write('I will');
    await show();
    await userEvent.keyboard('{Escape}');
    expect(labels()).toEqual([]);
    expect(dismissed).toMatchObject([{ text: 'I will' }]);
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(labels()).toEqual([]);
    await write('!', 'I will!');
    await show([' Yes']);
  });

  it('Tab goes on to the next control where no draft is shown', async () => {
    await mount();
    document.body.insertAdjacentHTML('beforeend', '<button id="next">Next</button>');
    await write('I will');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.id).toBe('next');
    expect(field.value).toBe('I will');
  });
});
