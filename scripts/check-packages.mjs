// npm run check:packages: packs the packages as for publishing, and has publint and attw look at the tarballs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { packPackages } from './pack.mjs';
import { root } from './prepare.mjs';

/** What publint finds in a tarball, each in a line. */
async function lint({ file, manifest }) {
  const bytes = readFileSync(file);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const { messages } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => formatMessage(message, manifest) ?? message.code);
}

/** What attw finds in a tarball: whether its types are found, and say what is there, however it is imported. */
function checkTypes({ file, manifest }) {
  if (!JSON.stringify(manifest.exports).includes('"types"')) return [];
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  // Files that are no modules, or none to import, have no types.
  const untyped = Object.keys(manifest.exports).filter((name) => !manifest.exports[name].types);
  const options = ['--profile', 'esm-only', '--format', 'table-flipped', '--no-color', '--no-emoji'];
  const command = [
    process.execPath,
    attw,
    file,
    ...options,
    ...untyped.flatMap((name) => ['--exclude-entrypoints', name]),
  ];
  const { status, stdout, stderr } = runProgram(command);
  return status === 0 ? [] : [stdout + stderr];
}

const folder = mkdtempSync(join(tmpdir(), 'superposed-packages-'));
try {
  for (const packed of await packPackages(folder)) {
    const found = [...(await lint(packed)), ...checkTypes(packed)];
    process.stdout.write(`${found.length === 0 ? 'ok     ' : 'FAILED '} ${packed.name}\n`);
    for (const text of found) process.stdout.write(`        ${text}\n`);
    if (found.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
