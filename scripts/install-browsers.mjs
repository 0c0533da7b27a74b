import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { DOES_NOT_START, findChromium, HEADLESS, whyUnusable } from './chromium.mjs';
import { findFirefox, findWebkit } from './other-browsers.mjs';

const MINUTES = 60_000;

const APT_GET = '/usr/bin/apt-get';

/**
 * A browser that tests need: how it is found, what Playwright calls its own build, which packages of Debian make it up,
 * and what a person can do where all fails.
 * @typedef {{ title: string, find: () => { path?: string, tried: string[] }, own: string, packages: string[], advice: string }} Browser
 */

/** @type {Browser} */
const CHROMIUM = {
  title: 'Chromium',
  find: findChromium,
  own: 'chromium',
  packages: ['chromium', HEADLESS],
  advice:
    'Install Chromium or Chrome with your package manager, or set SUPERPOSED_CHROMIUM to the path of one.',
};

/** @type {Browser} */
const FIREFOX = {
  title: 'Firefox',
  find: findFirefox,
  own: 'firefox',
  packages: ['firefox-esr'],
  advice: 'Install Firefox with your package manager, or set SUPERPOSED_FIREFOX to the path of one.',
};

/** @type {Browser} */
const WEBKIT = {
  title: 'WebKit',
  find: findWebkit,
  own: 'webkit',
  packages: ['webkit2gtk-driver', 'xvfb'],
  advice:
    'Run npx playwright install --with-deps webkit, or install webkit2gtk-driver and xvfb with your package manager.',
};

const mayInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync(APT_GET);

const aptInstall = (packages) => [
  [APT_GET, 'update', '-qq'],
  [APT_GET, '-y', '-qq', '--no-install-recommends', 'install', ...packages],
];

/** Ways to install a browser on this machine, in the order they are tried. */
function installers({ own, packages }) {
  const playwright = createRequire(import.meta.url).resolve('playwright/package.json');
  const cli = [process.execPath, playwright.replace('package.json', 'cli.js')];
  const apt = mayInstall();
  return [
    { name: "Playwright's own", commands: [[...cli, 'install', own]] },
    ...(apt
      ? [
          // Downloaded, but without the system's libraries that it needs, as in a bare container.
          { name: 'libraries for it', ifBroken: true, commands: [[...cli, 'install-deps', own]] },
          { name: "the system's", commands: aptInstall(packages) },
        ]
      : []),
  ];
}

function runCommand(command) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Progress goes to standard error: standard output is for results.
  const stdio = ['ignore', process.stderr, process.stderr];
  const { status, error, signal } = runProgram(command, { env, stdio, timeout: 5 * MINUTES });
  if (status === 0) return undefined;
  return error?.code === 'ETIMEDOUT' ? 'no end after 5 minutes' : `exit code ${status ?? signal}`;
}

/**
 * Finds a browser, or installs one.
 * @param {Browser} browser
 * @param {{ find?: Browser['find'], ways?: ReturnType<typeof installers>, run?: typeof runCommand }} [options]
 * @returns {string} the path of the executable
 * @throws an Error that lists what was tried and what a person can do
 */
function ensure(browser, { find = browser.find, ways, run = runCommand } = {}) {
  const found = find();
  if (found.path) return found.path;
  const tried = [...found.tried];
  for (const { name, commands, ifBroken } of ways ?? installers(browser)) {
    if (ifBroken && !tried.at(-1).includes(DOES_NOT_START)) continue;
    process.stderr.write(`No usable ${browser.title} yet; installing ${name}\n`);
    const failure = commands.map((command) => run(command)).findLast((outcome) => outcome !== undefined);
    const now = find();
    if (now.path) return now.path;
    tried.push(`installing ${name}: ${failure ?? now.tried.join('; ')}`);
  }
  throw new Error(
    `No ${browser.title} to run the browser tests in. Tried:\n${tried.map((line) => `  - ${line}`).join('\n')}\n` +
      browser.advice,
  );
}

/** Debian's Chromium. It has a package of the same release without windows, in which a page opens in a quarter of the time. */
const WITH_WINDOWS = '/usr/bin/chromium';

export const ensureChromium = (options) => ensure(CHROMIUM, options);

/**
 * A Chromium for tests: where Debian's is there, the one without windows beside it, if it can be had. That measures no
 * memory.
 * @param {Parameters<typeof ensure>[1] & { whyNot?: typeof whyUnusable, light?: string[][] }} [options] `light`: commands that install it
 */
export function ensureLightChromium({ whyNot = whyUnusable, light, ...options } = {}) {
  const path = ensureChromium(options);
  const without = `/usr/bin/${HEADLESS}`;
  if (path !== WITH_WINDOWS) return path;
  if (!whyNot(without)) return without;
  const commands = light ?? (mayInstall() ? aptInstall([HEADLESS]) : []);
  if (commands.length > 0) process.stderr.write(`Installing ${HEADLESS}, in which tests take less time\n`);
  const { run = runCommand } = options;
  for (const command of commands) run(command);
  return whyNot(without) ? path : without;
}

export const ensureFirefox = (options) => ensure(FIREFOX, options);
export const ensureWebkit = (options) => ensure(WEBKIT, options);
