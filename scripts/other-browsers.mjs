import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { findProgram, runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { DOES_NOT_START } from './chromium.mjs';

/** The first Firefox whose WebDriver BiDi does all that the tests ask of it. */
const OLDEST_FIREFOX = 140;

/**
 * How a browser can be driven. `path` is its executable, for WebKit that of WebKitGTK's driver; `own` says that it is
 * Playwright's build.
 * @typedef {{ path?: string, own?: boolean, browser?: string, screen?: string, tried: string[] }} Found
 */

/** Whether Playwright's own build of a browser is here and starts: why not, or undefined. */
function whyNotOwn(name) {
  const require = createRequire(import.meta.url);
  let playwright;
  try {
    playwright = require.resolve('playwright');
  } catch {
    return 'not there';
  }
  if (!existsSync(require('playwright')[name].executablePath())) return 'not there';
  const script = `require(${JSON.stringify(playwright)})[${JSON.stringify(name)}].launch().then((browser) => browser.close())`;
  const { status, stderr } = runProgram([process.execPath, '-e', script], { timeout: 60_000 });
  return status === 0 ? undefined : `${DOES_NOT_START}: ${firstLine(stderr)}`;
}

const firstLine = (text) =>
  (text ?? '')
    .trim()
    .split('\n')
    .find((line) => /Error|lack|missing/i.test(line)) ?? 'no answer';

const ownPath = (name) => createRequire(import.meta.url)('playwright')[name].executablePath();

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Why this Firefox cannot be used, or undefined if it can. */
export function whyNoFirefox(path, platform = process.platform) {
  if (!isExecutable(path)) return 'not there, or not executable';
  if (platform === 'win32') return undefined;
  const { status, stdout, stderr } = runProgram([path, '--version'], { timeout: 60_000 });
  if (status !== 0) return `${DOES_NOT_START}: ${(stderr ?? '').trim().split('\n').at(-1) || 'no answer'}`;
  const release = Number(/Firefox (\d+)/.exec(stdout)?.[1]);
  return release >= OLDEST_FIREFOX
    ? undefined
    : `it is "${stdout.trim()}", and ${OLDEST_FIREFOX} or later is needed`;
}

function systemFirefox(env, platform) {
  if (platform === 'darwin') return '/Applications/Firefox.app/Contents/MacOS/firefox';
  if (platform === 'win32')
    return join(env.PROGRAMFILES ?? 'C:\\Program Files', 'Mozilla Firefox\\firefox.exe');
  return findProgram('firefox-esr', env) ?? findProgram('firefox', env);
}

/**
 * The Firefox to use: the one that SUPERPOSED_FIREFOX names, else Playwright's own, else the system's.
 * @param {{ env?: Record<string, string | undefined>, platform?: string, own?: (name: string) => string | undefined }} [options]
 * @returns {Found}
 */
export function findFirefox({ env = process.env, platform = process.platform, own = whyNotOwn } = {}) {
  const named = env.SUPERPOSED_FIREFOX;
  if (named) {
    const reason = whyNoFirefox(named, platform);
    if (!reason) return { path: resolve(named), tried: [] };
    throw new Error(`SUPERPOSED_FIREFOX names ${named}, but ${reason}. Correct the variable, or unset it.`);
  }
  const why = own('firefox');
  if (!why) return { path: ownPath('firefox'), own: true, tried: [] };
  const tried = [`Playwright's own: ${why}`];
  const path = systemFirefox(env, platform);
  const reason = path ? whyNoFirefox(path, platform) : 'no firefox-esr or firefox on the PATH';
  return reason ? { tried: [...tried, path ? `${path}: ${reason}` : reason] } : { path, tried };
}

/** WebKitGTK's test browser lies among its libraries, in a folder for each of its interfaces. */
function miniBrowser(libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec']) {
  const inside = (folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const folders = libraries.flatMap((folder) => [
    ...inside(folder),
    ...inside(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .flatMap(inside),
  ]);
  return folders
    .filter((folder) => /webkit(2?gtk)-[\d.]+$/.test(folder))
    .sort()
    .map((folder) => join(folder, 'MiniBrowser'))
    .findLast(isExecutable);
}

/**
 * The WebKit to use: Playwright's own, else WebKitGTK with its driver and a screen that nobody sees.
 * @returns {Found}
 */
export function findWebkit({ env = process.env, own = whyNotOwn, browser = miniBrowser } = {}) {
  const why = own('webkit');
  if (!why) return { path: ownPath('webkit'), own: true, tried: [] };
  const tried = [`Playwright's own: ${why}`];
  const parts = {
    WebKitWebDriver: findProgram('WebKitWebDriver', env),
    Xvfb: findProgram('Xvfb', env),
    MiniBrowser: browser(),
  };
  const missing = Object.entries(parts)
    .filter(([, path]) => !path)
    .map(([name]) => name);
  if (missing.length > 0) return { tried: [...tried, `WebKitGTK: no ${missing.join(', no ')}`] };
  return { path: parts.WebKitWebDriver, browser: parts.MiniBrowser, screen: parts.Xvfb, tried };
}
