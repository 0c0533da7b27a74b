import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { root } from './prepare.mjs';

const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks when it stands in this file. */
async function broken(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const DIRECTION = 'boundaries/dependencies';

describe('the direction of dependencies', () => {
  test.each([
    ['packages/decoding/src/index.ts', '@superposed/runtime'],
    ['packages/decoding/src/index.ts', '@superposed/ngram'],
    ['packages/ngram/src/index.ts', '@superposed/decoding'],
    ['packages/runtime/src/index.ts', '@superposed/engine'],
    ['packages/runtime/src/index.ts', '@superposed/ngram'],
    ['packages/engine/src/index.ts', 'superposed-complete'],
    ['packages/engine/src/index.ts', '@superposed/model-smollm2-135m'],
    ['packages/element/src/index.ts', '@superposed/decoding'],
    ['packages/element/src/index.ts', '@superposed/runtime'],
  ])('%s may not import %s, in any form', async (file, target) => {
    const forms = [
      `import * as other from '${target}';\nexport const x = other;\n`,
      `import type * as Other from '${target}';\nexport type X = typeof Other;\n`,
      `export * from '${target}';\n`,
      `export const x = import('${target}');\n`,
    ];
    for (const form of forms) expect(await broken(file, form), form).toContain(DIRECTION);
  });

  test('a relative path into another package is no way around it', async () => {
    const text = "export * from '../../runtime/src/errors';\n";
    expect(await broken('packages/decoding/src/index.ts', text)).toContain(DIRECTION);
  });

  test.each([
    ['packages/element/src/index.ts', '@superposed/engine'],
    ['packages/engine/src/index.ts', '@superposed/decoding'],
    ['packages/engine/src/index.ts', '@superposed/ngram'],
    ['packages/runtime/src/index.ts', '@superposed/decoding'],
    ['packages/runtime/src/index.ts', './errors'],
    ['packages/runtime/src/index.ts', 'onnxruntime-common'],
  ])('%s may import %s', async (file, target) => {
    expect(await broken(file, `export * from '${target}';\n`)).not.toContain(DIRECTION);
  });
});

test('a file of more than 400 lines is refused', async () => {
  expect(await broken('packages/decoding/src/index.ts', '// line\n'.repeat(401))).toContain('max-lines');
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
