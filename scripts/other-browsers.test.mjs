import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findFirefox, findWebkit } from './other-browsers.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A stand-in for a program: a script that answers whatever it is asked. */
async function program(name, script = 'exit 0') {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
const firefox = (release) => program('firefox-esr', `echo "Mozilla Firefox ${release}.0esr"`);

const notThere = () => 'not there';
const linux = () => ({ env: { PATH: folder }, platform: 'linux', own: notThere });

describe('findFirefox', () => {
  test('what the environment names comes first', async () => {
    const path = await firefox(153);
    const own = () => expect.unreachable();
    expect(findFirefox({ env: { SUPERPOSED_FIREFOX: path }, platform: 'linux', own })).toEqual({
      path,
      tried: [],
    });
  });

  test('a variable that names nothing usable is an error, not a guess', async () => {
    const env = { SUPERPOSED_FIREFOX: join(folder, 'absent') };
    expect(() => findFirefox({ ...linux(), env })).toThrow(
      /SUPERPOSED_FIREFOX names .*absent, but not there/,
    );
  });

  test('the system’s, where Playwright has none', async () => {
    const path = await firefox(153);
    expect(findFirefox(linux())).toMatchObject({ path });
    expect(findFirefox(linux()).own).toBeUndefined();
  });

  test('one that is too old or does not start is passed over, and says so', async () => {
    await firefox(115);
    expect(findFirefox(linux())).toEqual({
      tried: [
        "Playwright's own: not there",
        expect.stringMatching(/it is "Mozilla Firefox 115.0esr", and \d+ or later/),
      ],
    });
    await program('firefox-esr', 'echo "no libgtk-3.so" >&2; exit 1');
    expect(findFirefox(linux()).tried[1]).toContain('it does not start: no libgtk-3.so');
  });

  test('says where it looked when there is none', () => {
    expect(findFirefox(linux()).tried[1]).toContain('on the PATH');
  });

  test('on macOS, in its folder', () => {
    const { tried } = findFirefox({ ...linux(), platform: 'darwin' });
    expect(tried[1]).toContain('/Applications/Firefox.app');
  });
});

describe('findWebkit', () => {
  const browser = () => '/usr/lib/MiniBrowser';

  test('WebKitGTK’s driver, its browser and a screen', async () => {
    const [path, screen] = [await program('WebKitWebDriver'), await program('Xvfb')];
    expect(findWebkit({ ...linux(), browser })).toMatchObject({ path, screen, browser: browser() });
  });

  test('says which part is missing', async () => {
    await program('WebKitWebDriver');
    const { path, tried } = findWebkit({ ...linux(), browser });
    expect(path).toBeUndefined();
    expect(tried).toEqual(["Playwright's own: not there", 'WebKitGTK: no Xvfb']);
    expect(findWebkit({ ...linux(), browser: () => undefined }).tried[1]).toContain(
      'no Xvfb, no MiniBrowser',
    );
  });
});
