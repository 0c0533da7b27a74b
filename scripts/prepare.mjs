import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// This file runs in a fresh clone, before anything is installed: only Node's own modules here.

export const root = fileURLToPath(new URL('..', import.meta.url));

const OLDEST_NODE = [20, 19];

/** Why this Node is too old, or undefined. @param {string} [version] */
export function whyNodeIsTooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return (
    `This needs Node ${OLDEST_NODE.join('.')} or later, and this is Node ${version}. ` +
    'Install a newer one (https://nodejs.org, or your version manager) and run the command again.'
  );
}

/** Whether what is installed is missing, or older than the lock file says it should be. */
export function needsInstall(folder = root) {
  // npm writes this file last, so an install that was cut off counts as missing.
  const installed = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(`${folder}/package-lock.json`).mtimeMs;
}

/** Checks Node and installs the dependencies if need be. Ends the process with a message if it cannot. */
export function prepare() {
  const tooOld = whyNodeIsTooOld();
  if (tooOld) fail(tooOld);
  if (!needsInstall()) return;
  process.stderr.write('Installing dependencies (npm ci)\n');
  // The npm that started this script, where there is one: it is the same on every system.
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('js') ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const stdio = ['ignore', process.stderr, process.stderr];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio, shell: command === 'npm' });
  if (status === 0) return;
  fail(
    `npm ci did not work (${error?.message ?? `exit code ${status}`}); its messages are above. ` +
      'Check the network and the registry that npm is set up with, then run the command again.',
  );
}

/** Prints a message for people and ends with exit code 1. @returns {never} */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
