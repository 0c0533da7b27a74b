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

test(`the fuzz tests try ${LEAST_CASES} cases or more`, () => {
  expect(count(/numRuns/g)).toBe(0);
  expect(count(/fc\.assert\(/g) * RUNS).toBeGreaterThanOrEqual(LEAST_CASES);
});
