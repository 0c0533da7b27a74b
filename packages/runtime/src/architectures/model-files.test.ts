import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BLOCK_TYPES } from '../gguf/block-types';
import { formOf } from '../wasm/kernel-layout';
import { Form } from '../wasm/kernel-fields';
import { ARCHITECTURES, RECURRENT, type Architecture } from './architectures';

// The tables in docs/guide.md that say which files work. Where one is not as the code says, the test prints it.

type Row = readonly string[];

function special(architecture: Architecture): string {
  const parts = [
    architecture.activation === 'gelu' && 'GELU',
    architecture.headNorms && 'norms of queries and keys',
    architecture.branchNorms && 'norms after attention and feed-forward',
    architecture.scaledEmbedding && 'scaled embeddings',
    architecture.statedScales && 'scales of embeddings, attention, residuals and logits',
    architecture.windows &&
      `${architecture.windows.every - 1} of ${architecture.windows.every} layers with a window`,
    architecture.unrotatedEvery && `1 of ${architecture.unrotatedEvery} layers without rotary positions`,
    architecture.biases.required.length > 0 && 'biases',
    architecture.biases.optional.length > 0 && 'biases where the file has some',
    architecture.frequencyFactors && 'factors of rotary frequencies',
  ];
  return parts.filter(Boolean).join(', ');
}

const architectures = (): Row[] => [
  ['Architecture', 'Besides the common decoder'],
  ...Object.entries(ARCHITECTURES).map(([name, architecture]) => [`\`${name}\``, special(architecture)]),
  [
    [...RECURRENT].map((name) => `\`${name}\``).join(', '),
    'refused: their layers keep a state that can’t be rolled back when text is deleted',
  ],
];

/** What a weight takes in memory on WASM, and whether it is the file's own. */
const FORMS: Readonly<Record<Form, Row>> = {
  [Form.Four]: ['6', 'exact'],
  [Form.Eight]: ['9', 'exact'],
  [Form.Wide]: ['11', 'exact'],
  [Form.Sixteen]: ['18', 'rounded to 13 bits a half block; exact on WebGPU'],
};

function types(): Row[] {
  const byForm = new Map<Form, string[]>();
  for (const name of Object.keys(BLOCK_TYPES) as (keyof typeof BLOCK_TYPES)[]) {
    byForm.set(formOf(name), [...(byForm.get(formOf(name)) ?? []), name]);
  }
  const rows = [...byForm].sort(([a], [b]) => a - b);
  return [
    ['Types of tensors', 'Bits a weight in memory', 'Values'],
    ...rows.map(([form, names]) => [names.join(', '), ...FORMS[form]]),
  ];
}

/** A table without the padding that a formatter adds. */
const plain = (text: string): string =>
  text
    .replace(/ *\| */g, '|')
    .replace(/-+/g, '-')
    .trim();
const table = ([head = [], ...rows]: readonly Row[]): string =>
  [head, head.map(() => '-'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

it.each([
  ['architectures', architectures()],
  ['tensor types', types()],
])('the guide has the table of %s', async (name, rows) => {
  const guide = await readFile(new URL('../../../../docs/guide.md', import.meta.url), 'utf8');
  const [, written = ''] = guide.split(`<!-- ${name} -->`);
  expect(plain(written)).toBe(plain(table(rows)));
});
