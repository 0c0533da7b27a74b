import type { SuperposedComplete } from 'superposed-complete';
import { setFieldText } from 'text-field-edit';
import { applySettings, type DemoSettings } from './settings';

/** Beginnings that each scene offers. */
const STARTERS: Record<string, readonly string[]> = {
  email: ['Thank you for your email. I will', 'I would be happy to', 'Unfortunately, I will not be able to'],
  note: [
    'The best way to learn a new language is to',
    'Before the next meeting, we need to',
    'The most important thing is',
  ],
  technical: [
    'In Python, the list comprehension',
    'The function returns a new list that contains',
    'To install the package, you',
  ],
  chat: ['I am looking forward to', 'Sorry, I am running', 'Do you want to'],
};

/** What a writer of such texts writes often. */
const PHRASES: Record<string, readonly string[]> = {
  email: [
    'Thank you for your patience.',
    'Please let me know if you have any questions.',
    'You can reach me by phone until {time}.',
    'Kind regards, Sam',
  ],
  chat: ['See you at {time}!', 'Sorry, I am running late. I will be there in {minutes} minutes.'],
};

/** What others wrote, which the text answers: what is quoted, or the last messages. */
const answered = (root: HTMLElement): string =>
  Array.from(root.querySelectorAll('blockquote p, .messages li'), ({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  )
    .slice(-2)
    .join('\n');

const RUNS_ON = { webgpu: 'Running on WebGPU', wasm: 'Running on WASM', none: 'Without a model' };

/** One of the places that a person may write in, each a form as other pages have it. */
export interface Scene {
  readonly name: string;
  readonly root: HTMLElement;
  readonly element: SuperposedComplete;
  readonly field: HTMLTextAreaElement | HTMLInputElement;
}

export function findScenes(): Scene[] {
  return Array.from(document.querySelectorAll<HTMLElement>('.scene'), (root) => {
    const element = root.querySelector('superposed-complete')!;
    const field = element.querySelector<Scene['field']>('textarea, input')!;
    return { name: root.id, root, element, field };
  });
}

/** Gives the scene its drafts; its model is loaded, unless another scene has it. */
export async function enter({ name, root, element, field }: Scene, settings: DemoSettings): Promise<void> {
  applySettings(element, settings, new URLSearchParams(location.search));
  element.context = () => answered(root);
  element.phrases = PHRASES[name] ?? [];
  element.disabled = false;
  document.querySelector('.starters')!.replaceChildren(
    'Or begin with',
    ...STARTERS[name]!.map((text) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `${text} …`;
      button.addEventListener('click', () => {
        field.focus();
        setFieldText(field, text);
      });
      return button;
    }),
  );
  await element.updateComplete;
}

/** What the model runs on and how long the latest drafts took, below the scene. */
export function tellFigures(): void {
  const figures = document.querySelector('#figures')!;
  let device = '';
  document.body.addEventListener('superposed-progress', ({ detail }) => {
    if (detail.state === 'ready') {
      const table = detail.ngrams ? 'with the phrase table' : 'without a phrase table';
      device = `${RUNS_ON[detail.device]} (${detail.reason}), ${table}`;
    } else device = '';
    figures.textContent = device;
  });
  document.body.addEventListener('superposed-suggest', ({ detail: { drafts, done, milliseconds } }) => {
    if (!done || drafts.length === 0) return;
    figures.textContent = `${device} · ${drafts.length} drafts in ${Math.round(milliseconds)} ms`;
  });
}

/** The forms do what they would do elsewhere, but send nothing. */
export function takeForms(scenes: readonly Scene[]): void {
  for (const { name, root, field } of scenes) {
    const output = root.querySelector('output')!;
    const form = root.querySelector('form')!;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text === '') output.value = 'There is nothing to send yet.';
      else if (name === 'chat') say(root, field, text);
      else output.value = 'This is a demo: your text stays on this page.';
    });
    field.addEventListener('input', () => (output.value = ''));
    // Until now it would have sent the form, and with it the page and its text, away.
    form.querySelector('button')!.disabled = false;
  }
}

function say(root: HTMLElement, field: Scene['field'], text: string): void {
  const message = document.createElement('li');
  message.textContent = text;
  root.querySelector('.messages')!.append(message);
  field.value = '';
  field.focus();
}
