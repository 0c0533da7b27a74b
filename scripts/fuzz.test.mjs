import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RUNS } from './fuzz.ts';
import { root } from './prepare.mjs';

const LEAST_CASES = 200_000;
const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '*.fuzz.test.ts'];
const files = execFileSync('git', listing, { cwd: root, encoding: 'utf8' }).trim().split('\n');
const sources = files.map((file) => readFileSync(join(root, file), 'utf8'));
const count = (pattern) => sources.reduce((sum, source) => sum + (source.match(pattern) ?? []).length, 0);

const ASSERT = /fc\.assert\(/g;
const cases = count(ASSERT) * RUNS;

test(`the fuzz tests try ${LEAST_CASES} cases or more`, () => {
  expect(count(/numRuns/g)).toBe(0);
  expect(cases).toBeGreaterThanOrEqual(LEAST_CASES);
});

test('docs/reliability.md says how many', () => {
  const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8');
  expect(page).toContain(`${cases.toLocaleString('en')} in all`);
  for (const [i, file] of files.entries()) {
    const own = (sources[i].match(ASSERT).length * RUNS).toLocaleString('en');
    expect(page).toMatch(new RegExp(`\\(\\.\\./${file}\\) +\\| ${own} `));
  }
});
