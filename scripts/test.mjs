// npm test: installs what is missing, then runs every check, each one even if another fails. What needs no browser
// does not wait for one, and quick checks run beside each other.
// npm test -- --only unit,browser runs some of them. The last line is "N passed, N failed". A suite whose browser can't
// be had is skipped and named; in continuous integration (CI=true) that is a failure.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, prepare, root } from './prepare.mjs';
import { runInLanes } from './schedule.mjs';
import { runSuite, suites } from './suites.mjs';

const reports = mkdtempSync(join(tmpdir(), 'superposed-tests-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

const chosen = choose(suites(reports));
const results = [];
const env = { ...process.env };
if (await step('install', prepare)) {
  const quick = chosen.filter(({ lane, browser }) => lane !== undefined && !browser);
  const withoutBrowser = chosen.filter(({ lane, browser }) => lane === undefined && !browser);
  const withBrowser = chosen.filter(({ browser }) => browser);
  const model = async () => (await import('@superposed/model-smollm2-135m')).ensureModel();
  await Promise.all([step('model', model), runInLanes(quick, run)]);
  await runInLanes(withoutBrowser, run);
  const missing = await browsers();
  const possible = withBrowser.filter(({ browser }) => !missing.has(browser));
  if (possible.some(({ site }) => site)) await step('site', buildSite);
  // Half of a test in a browser is waiting, and e2e has as many workers as there are cores.
  await runInLanes(possible, run, Math.max(2, availableParallelism() - 1));
  for (const suite of withBrowser) if (missing.has(suite.browser)) skip(suite, missing.get(suite.browser));
}
summarise();

/** The suites that --only names, or all. */
function choose(all) {
  const names = all.map(({ name }) => name);
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    const wanted = values.only?.split(',') ?? names;
    const unknown = wanted.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no suite called ${unknown.join(', ')}`);
    return all.filter(({ name }) => wanted.includes(name));
  } catch (error) {
    return fail(`${error.message}\nUsage: npm test -- [--only ${names.join(',')}]`);
  }
}

/** Something that the suites need. If it cannot be had, that is one failure; the suites still run. */
async function step(name, work) {
  try {
    await work();
    return true;
  } catch (error) {
    process.stderr.write(`\n${error.message}\n`);
    results.push({ name, passed: 0, failed: 1, seconds: 0 });
    return false;
  }
}

/** Finds or installs the browsers that the suites need. @returns why there is none, by the name of those that can't be had */
async function browsers() {
  const missing = new Map();
  const { ensureLightChromium, ensureFirefox, ensureWebkit } = await import('./install-browsers.mjs');
  const ensure = { chromium: ensureLightChromium, firefox: ensureFirefox, webkit: ensureWebkit };
  for (const name of new Set(chosen.flatMap(({ browser }) => browser ?? []))) {
    try {
      const path = ensure[name]();
      if (name === 'chromium') env.SUPERPOSED_CHROMIUM = path;
    } catch (error) {
      process.stderr.write(`\n${error.message}\n`);
      missing.set(name, error.message);
    }
  }
  return missing;
}

/** Builds the site once, for all suites that try it. */
async function buildSite() {
  env.SUPERPOSED_SITE = join(reports, 'site');
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: env.SUPERPOSED_SITE },
  });
}

/** Most of what there is to test needs Chromium: without it nothing has passed. */
function skip({ name, browser }, why) {
  const failed = process.env.CI || browser === 'chromium' ? 1 : 0;
  results.push({ name, passed: 0, failed, seconds: 0, skipped: why.split('\n').at(-1) });
}

/** Output of a suite that others run beside is shown as a whole once it ends. */
async function run(suite) {
  const beside = suite.lane !== undefined;
  const kept = [];
  const heading = `\n== ${suite.name}\n`;
  process.stdout.write(beside ? `${suite.name} begins\n` : heading);
  const started = Date.now();
  const result = await runSuite(suite, env, beside ? (text) => kept.push(text) : undefined);
  if (beside) process.stdout.write(heading + kept.join(''));
  results.push({ name: suite.name, ...result, seconds: (Date.now() - started) / 1000 });
}

function summarise() {
  for (const { name, failures = [] } of results) {
    if (failures.length > 0) process.stdout.write(`\n== failed in ${name}\n${failures.join('\n')}\n`);
  }
  process.stdout.write('\n== summary\n');
  for (const { name, passed, failed, seconds, skipped } of results) {
    if (skipped) {
      process.stdout.write(
        `${(failed === 0 ? 'skipped' : 'FAILED').padEnd(7)} ${name.padEnd(9)} ${skipped}\n`,
      );
      continue;
    }
    const word = failed === 0 ? 'ok' : 'FAILED';
    const numbers = `${passed} passed, ${failed} failed`;
    process.stdout.write(`${word.padEnd(7)} ${name.padEnd(9)} ${numbers}, ${seconds.toFixed(1)} s\n`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}
