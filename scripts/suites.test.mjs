import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { countPlaywright, countVitest, outcome, runSuite, suites } from './suites.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('outcome', () => {
  const identity = (report) => report;
  async function counted(report, exitCode) {
    const path = join(folder, 'report.json');
    if (report) await writeFile(path, JSON.stringify(report));
    return outcome({ name: 'x', command: [], report: path, count: identity }, exitCode);
  }

  test('a suite without numbers of its own counts as one', () => {
    expect(outcome({ name: 'x', command: [] }, 0)).toEqual({ passed: 1, failed: 0 });
    expect(outcome({ name: 'x', command: [] }, 2)).toEqual({ passed: 0, failed: 1 });
  });

  test('numbers are taken from the report', async () => {
    expect(await counted({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  });

  test('an exit code other than 0 is a failure even if every test passed', async () => {
    expect(await counted({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
  });

  test('a suite in which nothing ran is a failure', async () => {
    expect(await counted({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });

  test('a suite that left no report is a failure', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await counted(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(said).toHaveBeenCalledWith(expect.stringContaining('No report in'));
    said.mockRestore();
  });
});

test('vitest: a file that could not be loaded is one failure', () => {
  const passed = { status: 'passed', fullName: 'a' };
  const failed = { status: 'failed', fullName: 'b' };
  const testResults = [
    { name: 'passed.test.ts', status: 'passed', assertionResults: [passed] },
    { name: 'failed.test.ts', status: 'failed', assertionResults: [failed, passed] },
    { name: 'unloaded.test.ts', status: 'failed', assertionResults: [] },
  ];
  const failures = ['b', 'unloaded.test.ts'];
  expect(countVitest({ numPassedTests: 2, testResults })).toEqual({ passed: 2, failed: 2, failures });
});

test('playwright: flaky tests and errors outside of tests are failures', () => {
  const stats = { expected: 1, unexpected: 1, flaky: 1 };
  const spec = (status) => ({ title: status, tests: [{ status }] });
  const suites = [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('flaky')] }] }];
  const failures = ['unexpected', 'flaky', 'no server'];
  expect(countPlaywright({ stats, suites, errors: [{ message: 'no server' }] })).toEqual({
    passed: 1,
    failed: 3,
    failures,
  });
});

test('runSuite goes by the exit code of the command, and keeps the end of what a failure said', async () => {
  const suite = (code) => ({
    name: 'x',
    command: [process.execPath, '-e', `process.stderr.write('why'); process.exitCode = ${code}`],
  });
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await runSuite(suite(0), process.env)).toEqual({ passed: 1, failed: 0 });
  expect(await runSuite(suite(3), process.env)).toEqual({ passed: 0, failed: 1, failures: ['why'] });
  expect(said).toHaveBeenCalledWith('why');
  said.mockRestore();
  const missing = { name: 'x', command: ['/no/such/command'] };
  expect(await runSuite(missing, {})).toMatchObject({ passed: 0, failed: 1 });
});

test('every suite that needs a browser says which', () => {
  const needing = suites(folder).filter(({ browser }) => browser);
  expect(needing.map(({ name, browser }) => [name, browser])).toEqual([
    ['e2e', 'chromium'],
    ['browser', 'chromium'],
    ['chromium', 'chromium'],
    ['firefox', 'firefox'],
    ['webkit', 'webkit'],
  ]);
});
