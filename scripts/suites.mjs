import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { root } from './prepare.mjs';

/**
 * No suite runs longer than this, so that a page that hangs does not hang everything. Beside other work one may take four
 * times as long as alone.
 */
const LIMIT = 60 * 60_000;

/** Lines that are kept of a suite that failed outside of any test. */
const END = 20;

/**
 * @typedef {{ name: string, command: string[], report?: string, count?: (report: any) => Outcome, browser?: BrowserName, site?: boolean, lane?: string }} Suite a suite that needs a browser names it; `site`: and the built site
 * @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName
 * @typedef {{ passed: number, failed: number, failures?: string[] }} Outcome names of the tests that failed
 */

const bin = (path) => [process.execPath, join(root, 'node_modules', path)];

/**
 * The suites, quickest first; of those in browsers the longest first, which the others run beside. What writes the same
 * files has the same lane; `packages` builds on what `types` wrote. See runInLanes.
 * @param {string} folder for their reports @returns {Suite[]}
 */
export function suites(folder) {
  const vitest = (name, projects, browser) => {
    const report = join(folder, `${name}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const command = [
      ...bin('vitest/vitest.mjs'),
      'run',
      ...projects.map((project) => `--project=${project}`),
      ...reporters,
    ];
    return { name, command, report, count: countVitest, browser };
  };
  const playwright = (name, browser, args = []) => ({
    name,
    command: [...bin('playwright/cli.js'), 'test', '--reporter=list,json', ...args],
    report: join(folder, `${name}.json`),
    count: countPlaywright,
    browser,
    site: true,
  });
  // The pictures have a project for each set of fonts.
  const engine = (name) => ({
    ...playwright(name, name, ['--config=e2e/engines', `--project=${name}*`]),
    lane: name,
  });
  return [
    {
      name: 'format',
      lane: 'format',
      command: [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'lint', lane: 'lint', command: [process.execPath, join(root, 'scripts/lint.mjs')] },
    { name: 'types', lane: 'types', command: [...bin('typescript/bin/tsc'), '-b'] },
    { name: 'size', lane: 'format', command: bin('size-limit/bin.js') },
    {
      name: 'packages',
      lane: 'types',
      command: [process.execPath, join(root, 'scripts/check-packages.mjs')],
    },
    vitest('unit', ['node', 'fuzz', 'tools']),
    { ...playwright('e2e', 'chromium'), lane: 'e2e' },
    { ...vitest('browser', ['browser'], 'chromium'), lane: 'browser' },
    engine('chromium'),
    engine('firefox'),
    engine('webkit'),
  ];
}

/** A file that could not be loaded has no tests in vitest's report, but it did fail. */
export function countVitest({ numPassedTests, testResults }) {
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName }) => fullName);
    return status === 'failed' && failed.length === 0 ? [name] : failed;
  });
  return { passed: numPassedTests, failed: failures.length, failures };
}

/** Playwright calls a test that passed at a second try flaky; here that is a failure. */
export function countPlaywright({ stats, suites = [], errors }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const bad = suites
    .flatMap(specs)
    .filter(({ tests }) => tests.some(({ status }) => ['unexpected', 'flaky'].includes(status)));
  const failures = [...bad.map(({ title }) => title), ...errors.map(({ message }) => message)];
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, failures };
}

/**
 * What a suite came to: its own numbers where it reports them, else one for the whole suite. An exit code
 * other than 0, or a suite in which nothing ran, is a failure whatever the numbers say.
 * @param {Suite} suite @param {number} exitCode @returns {Outcome}
 */
export function outcome({ report, count }, exitCode) {
  if (!report) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counted = { passed: 0, failed: 0 };
  try {
    counted = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    process.stderr.write(`No report in ${report}: ${error.message}\n`);
  }
  const nothingRan = counted.passed + counted.failed === 0;
  const failed = counted.failed === 0 && (exitCode !== 0 || nothingRan) ? 1 : counted.failed;
  return { ...counted, failed };
}

/**
 * Runs one suite. Where it fails outside of any test, the end of its output is kept.
 * @param {(text: string, stream: 'stdout' | 'stderr') => void} [show] gets its output as it comes
 * @returns {Promise<Outcome>}
 */
export async function runSuite(suite, env, show = (text, stream) => process[stream].write(text)) {
  const more = {
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: suite.report,
  };
  const child = startProgram(suite.command, {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      show(text, stream);
      said = (said + text).slice(-10_000);
    });
  }
  const timer = setTimeout(() => {
    show(`${suite.name} has not ended after ${LIMIT / 60_000} minutes; it is stopped\n`, 'stderr');
    child.kill();
  }, LIMIT);
  const exitCode = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  clearTimeout(timer);
  const result = outcome(suite, exitCode);
  if (result.failed === 0 || result.failures?.length > 0) return result;
  return { ...result, failures: said.trim().split('\n').slice(-END) };
}
