// The suite lint: ESLint, then the rules of which code may import which. Each runs even if the other fails.
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
];

for (const [path, ...args] of LINTERS) {
  const command = [process.execPath, join(root, 'node_modules', path), ...args];
  const { status } = runProgram(command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
