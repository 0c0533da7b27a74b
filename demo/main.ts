import 'superposed-complete';
import { setFieldText } from 'text-field-edit';

const SAMPLES = [
  'Thank you for your email. I will',
  'The best way to learn a new language is to',
  'In Python, the list comprehension',
];

const RUNS_ON = { webgpu: 'Running on WebGPU', wasm: 'Running on WASM', none: 'Without a model' };

const element = document.querySelector('superposed-complete')!;
const field = document.querySelector('textarea')!;
const figures = document.querySelector('#figures')!;

// The page's own query goes to the element: ?device=wasm&k=5&model=…&ngrams=…
const query = new URLSearchParams(location.search);
for (const name of ['device', 'k', 'model', 'ngrams', 'openings', 'branch-steps', 'max-tokens']) {
  const value = query.get(name);
  if (value !== null) element.setAttribute(name, value);
}

let device = '';
element.addEventListener('superposed-progress', ({ detail }) => {
  device =
    detail.state === 'ready'
      ? `${RUNS_ON[detail.device]} (${detail.reason})` +
        (detail.ngrams ? ', with the phrase table' : ', without a phrase table')
      : '';
  figures.textContent = device;
});
element.addEventListener('superposed-suggest', ({ detail: { drafts, done, milliseconds } }) => {
  if (!done || drafts.length === 0) return;
  figures.textContent = `${device} · ${drafts.length} drafts in ${Math.round(milliseconds)} ms`;
});

document.querySelector('#samples')!.append(
  ...SAMPLES.map((text) => {
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
field.focus();
