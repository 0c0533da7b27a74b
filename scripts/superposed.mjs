// Runs a command of packages/evaluation from its TypeScript sources: npm run -s superposed -- COMMAND FILE
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startProgram } from '../packages/model-smollm2-135m/programs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
if (!existsSync(loader)) {
  console.error('superposed: the dependencies are not installed. Run `npm install` in the repository first.');
  process.exit(1);
}
const cli = join(root, 'packages/evaluation/src/cli.ts');
const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') };
const child = startProgram(
  [
    process.execPath,
    '--conditions=source',
    '--import',
    pathToFileURL(loader).href,
    cli,
    ...process.argv.slice(2),
  ],
  // npm runs scripts in the repository; paths are relative to where the caller stands.
  { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd(), env },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`superposed: can't start Node: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
