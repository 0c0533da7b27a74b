import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import type { BuildReport } from './build';
import { buildTableCommand } from './command';
import { TINY, useFolder, writeLines } from './testing.fixture';

const path = useFolder();
let out: MockInstance<typeof process.stdout.write>;
let err: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const main = (args: string[]) =>
  buildTableCommand(args, { called: 'superposed build-table', model: () => Promise.resolve(TINY) });
const printed = (spy: MockInstance) => spy.mock.calls.map(([text]) => String(text)).join('');

it('explains itself', async () => {
  expect(await main(['--help'])).toBe(0);
  expect(printed(out)).toMatch(/superposed build-table --out FOLDER FILE/);
});

it('builds a table and reports on it', async () => {
  await writeLines(path('tiny.txt'), 3);
  const args = ['--out', path('table'), '--shards', '1', '--minimum', '3,3', path('*.txt')];
  expect(await main([...args, '--keep-work', '--work', path('kept')])).toBe(0);
  const report = JSON.parse(printed(out)) as BuildReport;
  expect(report).toMatchObject({ documents: 15, orders: [{ order: 2 }, { order: 3 }] });
  expect(existsSync(join(path('table'), 'manifest.json'))).toBe(true);
  expect(existsSync(path('kept'))).toBe(true);
  expect(printed(err)).toContain('counting order 3: 100%');
});

it.each([
  [[], /Something is missing/],
  [['--model', 'm.gguf', '--out', 'o'], /Something is missing/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,x', 'a.txt'], /--minimum 3,x: give numbers from 1/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,3,3,3,3,3', 'a.txt'], /up to five/],
  [['--model', 'm', '--out', 'o', '--phrases', '0', 'a.txt'], /give --minimum four numbers/],
  [
    ['--model', 'm', '--out', 'o', '--phrases', '2', '--minimum', '3', 'a.txt'],
    /--phrases 2: give numbers from 0/,
  ],
  [['--model', 'm', '--out', 'o', '--engine', 'hand', 'a.txt'], /--engine hand: it is duckdb or spark/],
  [['--model', TINY, '--out', 'o', '--memory', 'lots', 'a.txt'], /lots is no amount of memory/],
  [['--model', TINY, '--out', 'o', '--memory', '10MB', 'a.txt'], /too little/],
  [['--model', TINY, '--out', 'o', 'none-*.txt'], /No file fits none-\*\.txt/],
  [['--model', 'none.gguf', '--out', 'o', 'a.txt'], /ENOENT.*none\.gguf/],
  [['--colour'], /--colour/],
])('fails on %j with a message on standard error', async (args, message) => {
  expect(await main(args)).toBe(1);
  expect(printed(err)).toMatch(message);
  expect(printed(out)).toBe('');
});
