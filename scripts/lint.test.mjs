import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from './prepare.mjs';

const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks when it stands in this file. */
async function broken(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}

test('a file of more than 300 lines is refused', async () => {
  expect(await broken('packages/decoding/src/index.ts', '// line\n'.repeat(301))).toContain('max-lines');
});

test('programs are started in one place alone', async () => {
  const text = "import { spawn } from 'node:child_process';\nexport const x = spawn;\n";
  const rule = 'no-restricted-imports';
  expect(await broken('scripts/pack.mjs', text)).toContain(rule);
  expect(await broken('packages/cli/src/index.ts', text)).toContain(rule);
  expect(await broken('packages/model-smollm2-135m/programs.mjs', text)).not.toContain(rule);
});

test('templates of the element are checked for accessibility', async () => {
  const text = "import { html } from 'lit';\nexport const image = html`<img src='x.png' />`;\n";
  expect(await broken('packages/element/src/index.ts', text)).toContain('lit-a11y/alt-text');
});
