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
  const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  const unloaded = { status: 'failed', assertionResults: [] };
  const testResults = [passedFile, failedFile, unloaded];
  expect(countVitest({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({
    passed: 1,
    failed: 2,
  });
});

test('playwright: flaky tests and errors outside of tests are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3 });
});

test('runSuite goes by the exit code of the command', async () => {
  const suite = (code) => ({ name: 'x', command: [process.execPath, '-e', `process.exit(${code})`] });
  expect(await runSuite(suite(0), process.env)).toEqual({ passed: 1, failed: 0 });
  expect(await runSuite(suite(3), process.env)).toEqual({ passed: 0, failed: 1 });
  expect(await runSuite({ name: 'x', command: ['/no/such/command'] }, {})).toEqual({ passed: 0, failed: 1 });
});

test('every suite that needs a browser says so', () => {
  const needing = suites(folder).filter(({ chromium }) => chromium);
  expect(needing.map(({ name }) => name)).toEqual(['browser', 'e2e']);
});
