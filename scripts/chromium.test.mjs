import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chromiumFlags, findChromium, usualPlaces, whyUnusable } from './chromium.mjs';
import { ensureChromium, ensureLightChromium } from './install-browsers.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A stand-in for a browser: a script that answers --version. */
async function browser(name, script) {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
const good = () => browser('good', 'echo "Chromium 140.0.1.2"');
const old = () => browser('old', 'echo "Google Chrome 99.0.1.2"');
const broken = () => browser('broken', 'echo "missing libnss3.so" >&2; exit 127');

const none = { env: {}, places: [], own: () => undefined };

describe('findChromium', () => {
  test('what the environment names comes first', async () => {
    const path = await good();
    expect(findChromium({ ...none, env: { SUPERPOSED_CHROMIUM: path }, places: ['/other'] }).path).toBe(path);
    expect(findChromium({ ...none, env: { CHROME_PATH: path } }).path).toBe(path);
  });

  test('a variable that names nothing usable is an error, not a guess', async () => {
    const env = { SUPERPOSED_CHROMIUM: join(folder, 'absent') };
    expect(() => findChromium({ ...none, env, places: [join(folder, 'good')] })).toThrow(
      /SUPERPOSED_CHROMIUM names .*absent, but not there/,
    );
  });

  test('then the system, then what belongs to Playwright', async () => {
    const path = await good();
    expect(findChromium({ ...none, places: ['/absent', path], own: () => '/own' }).path).toBe(path);
    expect(findChromium({ ...none, places: ['/absent'], own: () => path }).path).toBe(path);
  });

  test('passes over one that is too old or does not start, and says so', async () => {
    const places = [await old(), await broken()];
    const path = await good();
    const found = findChromium({ ...none, places: [...places, path] });
    expect(found.path).toBe(path);
    expect(found.tried[0]).toMatch(/old: it is "Google Chrome 99.0.1.2", and \d+ or later is needed/);
    expect(found.tried[1]).toContain('broken: it does not start: missing libnss3.so');
  });

  test('says where it looked when there is none', () => {
    expect(findChromium(none)).toEqual({ tried: [expect.stringContaining('none there')] });
  });
});

describe('usualPlaces', () => {
  test('on Linux, the PATH first', () => {
    const places = usualPlaces({ PATH: ['/a', '/b'].join(':') }, 'linux');
    expect(places[0]).toBe('/a/chromium');
    expect(places).toContain('/usr/bin/google-chrome');
  });

  test('on macOS and Windows, the application folders', () => {
    expect(usualPlaces({ HOME: '/Users/a' }, 'darwin')).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(usualPlaces({ PROGRAMFILES: 'C:\\Programs' }, 'win32')).toContain(
      'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
    );
  });
});

test('on Windows a file that is there is trusted, since asking it would open a window', async () => {
  expect(whyUnusable(await broken(), 'win32')).toBeUndefined();
  expect(whyUnusable(join(folder, 'absent'), 'win32')).toContain('not there');
});

test('one software adapter on every machine', () => {
  expect(chromiumFlags()).toContain('--use-webgpu-adapter=swiftshader');
});

describe('ensureChromium', () => {
  beforeEach(() => vi.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => vi.restoreAllMocks());

  const ways = [
    { name: 'the first way', commands: [['one']] },
    { name: 'the second way', commands: [['two'], ['three']] },
  ];
  const silent = { tried: ['nothing there'] };

  test('installs nothing when there is one', () => {
    const run = () => expect.unreachable();
    expect(ensureChromium({ find: () => ({ path: '/found', tried: [] }), ways, run })).toBe('/found');
  });

  test('tries each way until one brings a browser', () => {
    const ran = [];
    const run = ([command]) => {
      ran.push(command);
      return command === 'one' ? 'exit code 1' : undefined;
    };
    const find = () => (ran.includes('three') ? { path: '/installed', tried: [] } : silent);
    expect(ensureChromium({ find, ways, run })).toBe('/installed');
    expect(ran).toEqual(['one', 'two', 'three']);
  });

  test('installs libraries only for a browser that is there and does not start', () => {
    const ran = [];
    const run = ([command]) => void ran.push(command);
    const libraries = [{ name: 'libraries', ifBroken: true, commands: [['libraries']] }];
    const broken = { tried: ['/own: it does not start: libnss3.so'] };
    expect(() => ensureChromium({ find: () => silent, ways: libraries, run })).toThrow();
    expect(ran).toEqual([]);
    expect(() => ensureChromium({ find: () => broken, ways: libraries, run })).toThrow();
    expect(ran).toEqual(['libraries']);
  });

  test('lists what was tried and what a person can do', () => {
    const run = ([command]) => (command === 'one' ? 'no end after 5 minutes' : undefined);
    const attempt = () => ensureChromium({ find: () => silent, ways, run });
    expect(attempt).toThrow('installing the first way: no end after 5 minutes');
    expect(attempt).toThrow('installing the second way: nothing there');
    expect(attempt).toThrow('SUPERPOSED_CHROMIUM');
  });
});

describe("ensureLightChromium, where there is Debian's", () => {
  const found = () => ({ path: '/usr/bin/chromium', tried: [] });
  const light = '/usr/bin/chromium-headless-shell';
  const unusable = () => 'not there';

  test('takes the one without windows beside it', () => {
    const run = () => expect.unreachable();
    expect(ensureLightChromium({ find: found, run, whyNot: () => undefined, light: [] })).toBe(light);
  });

  test('or installs that', () => {
    const ran = [];
    const run = ([command]) => void ran.push(command);
    const whyNot = () => (ran.length > 0 ? undefined : 'not there');
    expect(ensureLightChromium({ find: found, run, whyNot, light: [['install']] })).toBe(light);
    expect(ran).toEqual(['install']);
  });

  test('or takes the one that is there', () => {
    const run = () => 'exit code 100';
    expect(ensureLightChromium({ find: found, run, whyNot: unusable, light: [['install']] })).toBe(
      '/usr/bin/chromium',
    );
    expect(ensureLightChromium({ find: found, run: expect.unreachable, whyNot: unusable, light: [] })).toBe(
      '/usr/bin/chromium',
    );
  });
});
