import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { root } from './prepare.mjs';

const TINY = join(root, 'e2e/fixtures/tiny/tiny.gguf');
const FROM_SOURCE = ['--conditions=source', '--import', 'tsx'];

/** The examples of a page, one after another, without the indent of their list. */
function examplesOf(page) {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^( *)```js\n([^]*?)^ *```/gm);
  return [...blocks].map(([, indent, code]) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

test.each([
  ['packages/ngram/README.md', 4, 'n-grams'],
  ['packages/runtime/README.md', 5, 'layers'],
])('the examples of %s run as they stand', (page, count, said) => {
  const examples = examplesOf(page);
  expect(examples).toHaveLength(count);
  const folder = mkdtempSync(join(tmpdir(), 'superposed-examples-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'example.mjs'), examples.join('\n'));
    const command = [process.execPath, ...FROM_SOURCE, 'example.mjs', TINY];
    const { status, stdout, stderr } = runProgram(command, { cwd: folder });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain(said);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
