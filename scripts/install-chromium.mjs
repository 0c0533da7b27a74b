import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { DOES_NOT_START, findChromium } from './chromium.mjs';

const MINUTES = 60_000;

const APT_GET = '/usr/bin/apt-get';

/** Ways to install a Chromium on this machine, in the order they are tried. */
function installers(platform = process.platform, isRoot = process.getuid?.() === 0) {
  const playwright = createRequire(import.meta.url).resolve('playwright/package.json');
  const cli = [process.execPath, playwright.replace('package.json', 'cli.js')];
  const apt = platform === 'linux' && isRoot && existsSync(APT_GET);
  const aptGet = [APT_GET, '-y', '-qq', '--no-install-recommends'];
  return [
    { name: "Playwright's own", commands: [[...cli, 'install', 'chromium']] },
    ...(apt
      ? [
          // Downloaded, but without the system's libraries that it needs, as in a bare container.
          { name: 'libraries for it', ifBroken: true, commands: [[...cli, 'install-deps', 'chromium']] },
          {
            name: "the system's",
            commands: [
              [APT_GET, 'update', '-qq'],
              [...aptGet, 'install', 'chromium'],
            ],
          },
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
 * Finds a Chromium, or installs one.
 * @param {{ find?: typeof findChromium, ways?: ReturnType<typeof installers>, run?: typeof runCommand }} [options]
 * @returns {string} the path of the executable
 * @throws an Error that lists what was tried and what a person can do
 */
export function ensureChromium({ find = findChromium, ways, run = runCommand } = {}) {
  const found = find();
  if (found.path) return found.path;
  const tried = [...found.tried];
  for (const { name, commands, ifBroken } of ways ?? installers()) {
    if (ifBroken && !tried.at(-1).includes(DOES_NOT_START)) continue;
    process.stderr.write(`No usable Chromium yet; installing ${name}\n`);
    const failure = commands.map((command) => run(command)).findLast((outcome) => outcome !== undefined);
    const now = find();
    if (now.path) return now.path;
    tried.push(`installing ${name}: ${failure ?? now.tried.join('; ')}`);
  }
  throw new Error(
    `No Chromium to run the browser tests in. Tried:\n${tried.map((line) => `  - ${line}`).join('\n')}\n` +
      'Install Chromium or Chrome with your package manager, or set SUPERPOSED_CHROMIUM to the path of one.',
  );
}
