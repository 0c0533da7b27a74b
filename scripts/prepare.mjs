import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';

// This file runs in a fresh clone, before anything is installed: only what needs Node alone here.

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

/**
 * Whether what is installed differs from what the lock file says. npm keeps its own note of what it
 * installed, and writes it last: an install that was cut off left none.
 */
export function needsInstall(folder = root) {
  const note = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return true;
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packages(note);
  const wanted = Object.entries(packages(join(folder, 'package-lock.json')));
  // The entry without a name is this repository; optional packages may be for other systems.
  return wanted.some(([name, { version, optional, devOptional }]) => {
    if (name === '' || (!installed[name] && (optional || devOptional))) return false;
    return installed[name]?.version !== version;
  });
}

/** Checks Node, and installs the dependencies if need be. @throws an Error that says what a person can do */
export function prepare() {
  const tooOld = whyNodeIsTooOld();
  if (tooOld) throw new Error(tooOld);
  if (!needsInstall()) return;
  process.stderr.write('Installing dependencies (npm ci)\n');
  const stdio = ['ignore', process.stderr, process.stderr];
  const { status, error } = runProgram([...npmProgram(), 'ci'], { cwd: root, stdio });
  if (status === 0) return;
  throw new Error(
    `npm ci did not work (${error?.message ?? `exit code ${status}`}); its messages are above. ` +
      'Check the network and the registry that npm is set up with, then run the command again.',
  );
}

/** How npm is started: the one that started this script, else the one that came with this Node, else the system's. */
export function npmProgram(env = process.env) {
  const started = env.npm_execpath ?? '';
  if (isAbsolute(started) && started.endsWith('js')) return [process.execPath, started];
  const folder = dirname(process.execPath);
  const scripts = ['../lib/node_modules', 'node_modules'].map((path) =>
    join(folder, path, 'npm/bin/npm-cli.js'),
  );
  const script = scripts.find((path) => existsSync(path));
  return script ? [process.execPath, script] : ['npm'];
}

/** Prints a message for people and ends with exit code 1. @returns {never} */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
