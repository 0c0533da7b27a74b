// The suite lint: ESLint, the rules of which code may import which, and the spelling of documents, comments and
// messages. Each runs even if another fails.
import { join } from 'node:path';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { root } from './prepare.mjs';

const LINTERS = [
  ['eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
    ...['packages', 'demo', 'e2e', 'scripts'],
  ],
  ['cspell/bin.mjs', '--no-progress', '--no-summary', '--dot', '--gitignore'],
];

for (const [path, ...args] of LINTERS) {
  const command = [process.execPath, join(root, 'node_modules', path), ...args];
  const { status } = runProgram(command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
