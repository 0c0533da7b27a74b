import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsInstall, npmProgram, root, whyNodeIsTooOld } from './prepare.mjs';

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
  async function write(path, packages) {
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify({ packages }));
  }
  const lock = (packages) => write('package-lock.json', { '': { version: '1.0.0' }, ...packages });
  const installed = (packages) => write('node_modules/.package-lock.json', packages);

  test('not when every package is there in its version', async () => {
    await lock({
      'node_modules/a': { version: '1.0.0' },
      'packages/b': {},
      'node_modules/b': { link: true },
    });
    await installed({
      'node_modules/a': { version: '1.0.0' },
      'packages/b': {},
      'node_modules/b': { link: true },
    });
    expect(needsInstall(folder)).toBe(false);
  });

  test('not for an optional package of another system', async () => {
    await lock({ 'node_modules/a-for-windows': { version: '1.0.0', optional: true } });
    await installed({});
    expect(needsInstall(folder)).toBe(false);
  });

  test.each([{}, { 'node_modules/a': { version: '0.9.0' } }])(
    'when only %j is installed',
    async (packages) => {
      await lock({ 'node_modules/a': { version: '1.0.0' } });
      await installed(packages);
      expect(needsInstall(folder)).toBe(true);
    },
  );

  test('when nothing is installed, or an earlier install was cut off', async () => {
    await lock({});
    expect(needsInstall(folder)).toBe(true);
  });

  test('not here, where the tests run', () => {
    expect(needsInstall()).toBe(false);
  });
});

test('npm is never taken from where one stands', () => {
  const [node, script] = npmProgram({ npm_execpath: join(folder, 'npm-cli.js') });
  expect([node, script]).toEqual([process.execPath, join(folder, 'npm-cli.js')]);
  for (const npm_execpath of ['./npm-cli.js', 'npm-cli.js', undefined]) {
    expect(
      npmProgram({ npm_execpath }).filter((part) => part.includes('npm-cli') && !isAbsolute(part)),
    ).toEqual([]);
  }
});

describe('in a clone where npm cannot install', () => {
  test.each(['start.mjs', 'test.mjs'])('%s says so and ends with exit code 1', async (script) => {
    const programs = 'packages/model-smollm2-135m/programs.mjs';
    for (const path of ['scripts', programs])
      await cp(join(root, path), join(folder, path), { recursive: true });
    const npm = join(folder, 'npm.js');
    await writeFile(npm, 'process.exit(7);');
    const env = { ...process.env, npm_execpath: npm };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script)], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toContain('Installing dependencies');
    expect(stderr).toContain('npm ci did not work (exit code 7)');
    expect(stdout).toMatch(script === 'test.mjs' ? /\n0 passed, 1 failed\n$/ : /^$/);
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
