import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { programEnvironment, programFolders, runProgram } from '../packages/model-smollm2-135m/programs.mjs';

/** The first release with WebGPU on by default; older ones lack parts of it that the tests use. */
const OLDEST_RELEASE = 121;

/** How the reason begins for a browser that is there but lacks something of the system. */
export const DOES_NOT_START = 'it does not start';

/** Chromium without windows, as Debian packages it. */
export const HEADLESS = 'chromium-headless-shell';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', HEADLESS];

const isRoot = process.getuid?.() === 0;

/**
 * The flags that every Chromium of ours is started with: quiet on the network, and with a WebGPU adapter
 * in software, so that tests see the same one on every machine.
 * @returns {string[]}
 */
export function chromiumFlags() {
  return [
    // The sandbox refuses to start as root, which is what containers usually run as.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ];
}

/** How Playwright starts the Chromium that was found. */
export function chromiumLaunch() {
  return { executablePath: findChromium().path, args: chromiumFlags(), env: programEnvironment() };
}

/** Paths where a Chromium or Chrome may lie on this kind of machine, likeliest first. */
export function usualPlaces(env = process.env, platform = process.platform) {
  if (platform === 'darwin') {
    const applications = ['/Applications', join(env.HOME ?? '', 'Applications')];
    const names = ['Google Chrome', 'Chromium'];
    return applications.flatMap((folder) => names.map((n) => join(folder, `${n}.app/Contents/MacOS/${n}`)));
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    const tails = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return folders.flatMap((folder) => tails.map((tail) => `${folder}\\${tail}`));
  }
  const folders = [...programFolders(env, platform), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...new Set([...found, '/opt/google/chrome/chrome'])];
}

/** Why this path cannot be used, or undefined if it can: it is there, it starts, it is new enough. */
export function whyUnusable(path, platform = process.platform) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return 'not there, or not executable';
  }
  // On Windows --version opens a window instead of printing.
  if (platform === 'win32') return undefined;
  const { status, stdout, stderr } = runProgram([path, '--version'], { timeout: 30_000 });
  if (status !== 0) return `${DOES_NOT_START}: ${(stderr ?? '').trim().split('\n').at(-1) || 'no answer'}`;
  const release = Number(/(\d+)\.\d+\.\d+/.exec(stdout)?.[1]);
  if (!(release >= OLDEST_RELEASE))
    return `it is "${stdout.trim()}", and ${OLDEST_RELEASE} or later is needed`;
  return undefined;
}

/** Where Playwright keeps the Chromium that belongs to its version; undefined before `npm ci`. */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('playwright').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * The Chromium to use: the one that the environment names, else one of the system, else Playwright's own.
 * @param {{ env?: Record<string, string | undefined>, places?: string[], own?: () => string | undefined }} [options]
 * @returns {{ path?: string, tried: string[] }}
 */
export function findChromium({ env = process.env, places = usualPlaces(env), own = playwrightsOwn } = {}) {
  for (const variable of ['SUPERPOSED_CHROMIUM', 'CHROME_PATH']) {
    const path = env[variable];
    if (!path) continue;
    const reason = whyUnusable(path);
    if (!reason) return { path: resolve(path), tried: [] };
    throw new Error(`${variable} names ${path}, but ${reason}. Correct the variable, or unset it.`);
  }
  const tried = [];
  const ownPath = own();
  for (const path of [...places, ...(ownPath ? [ownPath] : [])]) {
    const reason = whyUnusable(path);
    if (!reason) return { path, tried };
    if (!reason.startsWith('not there')) tried.push(`${path}: ${reason}`);
  }
  if (tried.length === 0) tried.push('a Chromium or Chrome on the PATH and in the usual places: none there');
  return { tried };
}
