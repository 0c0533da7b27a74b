// npm run pack -- FOLDER: the tarballs that would be published, as `npm pack` makes them.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { buildPackages } from './build-packages.mjs';
import { publicPackages } from './packages.mjs';
import { fail, npmProgram, root } from './prepare.mjs';

/**
 * Builds and packs all public packages.
 * @param {string} folder where the tarballs go
 * @returns {Promise<{ name: string, version: string, file: string, integrity: string, manifest: object }[]>}
 */
export async function packPackages(folder) {
  await buildPackages();
  mkdirSync(folder, { recursive: true });
  const packages = publicPackages();
  const workspaces = packages.flatMap(({ name }) => ['--workspace', name]);
  const args = ['pack', '--json', '--loglevel=error', '--pack-destination', folder, ...workspaces];
  const { status, stdout, stderr } = runProgram([...npmProgram(), ...args], {
    cwd: root,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`npm pack did not work:\n${stderr}`);
  const report = JSON.parse(stdout);
  // npm 10 gives a list, npm 11 an object by name.
  return Object.values(report).map(({ name, version, filename, integrity }) => {
    const { manifest } = packages.find((each) => each.name === name);
    return { name, version, file: join(folder, filename), integrity, manifest };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2);
  if (!folder) fail('Say where the tarballs go: npm run pack -- FOLDER');
  const target = resolve(process.env.INIT_CWD ?? '', folder);
  for (const { file } of await packPackages(target)) process.stdout.write(`${file}\n`);
}
