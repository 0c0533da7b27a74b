import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsInstall, root, whyNodeIsTooOld } from './prepare.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['18.20.0', '20.18.9'])('Node %s is refused', (version) => {
  expect(whyNodeIsTooOld(version)).toContain(`this is Node ${version}`);
});

test.each(['20.19.0', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(whyNodeIsTooOld(version)).toBeUndefined();
});

describe('needsInstall', () => {
  /** Writes both files with these times, in seconds. */
  async function files(lock, installed) {
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'package-lock.json'), '{}');
    await utimes(join(folder, 'package-lock.json'), lock, lock);
    if (installed === undefined) return;
    await writeFile(join(folder, 'node_modules/.package-lock.json'), '{}');
    await utimes(join(folder, 'node_modules/.package-lock.json'), installed, installed);
  }

  test('not when what is installed is newer than the lock file', async () => {
    await files(100, 200);
    expect(needsInstall(folder)).toBe(false);
  });

  test('when the lock file changed since', async () => {
    await files(200, 100);
    expect(needsInstall(folder)).toBe(true);
  });

  test('when an earlier install was cut off', async () => {
    await files(100, undefined);
    expect(needsInstall(folder)).toBe(true);
  });
});

describe('in a clone where npm cannot install', () => {
  test.each(['start.mjs', 'test.mjs'])('%s says so and ends with exit code 1', async (script) => {
    await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
    const npm = join(folder, 'npm.js');
    await writeFile(npm, 'process.exit(7);');
    const env = { ...process.env, npm_execpath: npm };
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script)], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toContain('Installing dependencies');
    expect(stderr).toContain('npm ci did not work (exit code 7)');
    expect(status).toBe(1);
  });
});

test.each([
  ['start.mjs', ['--port', 'abc'], '--port takes a number'],
  ['start.mjs', ['--nonsense'], 'Usage: npm start'],
  ['test.mjs', ['--only', 'nonsense'], 'There is no suite called nonsense'],
])('%s %j is refused', (script, args, message) => {
  const run = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], { encoding: 'utf8' });
  expect(run.stderr).toContain(message);
  expect(run.status).toBe(1);
});
