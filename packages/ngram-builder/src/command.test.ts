import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { buildFromFlags } from './command';
import { FLAGS } from './flags';
import { TINY, useFolder, writeLines } from './testing.fixture';

const path = useFolder();
let err: MockInstance<typeof process.stderr.write>;
beforeEach(() => void (err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterEach(() => vi.restoreAllMocks());

function main(args: string[]) {
  const options = Object.fromEntries(Object.entries(FLAGS).map(([name, { option }]) => [name, option]));
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  return buildFromFlags(positionals, values, () => Promise.resolve(TINY));
}

it('builds a table and reports on it', async () => {
  await writeLines(path('tiny.txt'), 3);
  const args = ['--out', path('table'), '--shards', '1', '--minimum', '3,3', path('*.txt')];
  const report = await main([...args, '--keep-work', '--work', path('kept')]);
  expect(report).toMatchObject({ documents: 15, orders: [{ order: 2 }, { order: 3 }] });
  expect(existsSync(join(path('table'), 'manifest.json'))).toBe(true);
  expect(existsSync(path('kept'))).toBe(true);
  expect(err.mock.calls.join('')).toContain('counting order 3: 100%');
});

it.each([
  [['a.txt'], /Say where the table goes: --out FOLDER/],
  [['--model', 'm.gguf', '--out', 'o'], /Name the files of text to count/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,x', 'a.txt'], /--minimum 3,x: give numbers from 1/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,3,3,3,3,3', 'a.txt'], /up to five/],
  [['--model', 'm', '--out', 'o', '--phrases', '0', 'a.txt'], /give --minimum four numbers/],
  [
    ['--model', 'm', '--out', 'o', '--phrases', '2', '--minimum', '3', 'a.txt'],
    /--phrases 2: give numbers from 0/,
  ],
  [['--model', 'm', '--out', 'o', '--engine', 'hand', 'a.txt'], /--engine is duckdb or spark, not hand/],
  [['--model', TINY, '--out', 'o', '--memory', 'lots', 'a.txt'], /lots is no amount of memory/],
  [['--model', TINY, '--out', 'o', '--memory', '10MB', 'a.txt'], /too little/],
  [['--model', TINY, '--out', 'o', 'none-*.txt'], /No file fits none-\*\.txt/],
  [['--model', 'none.gguf', '--out', 'o', 'a.txt'], /ENOENT.*none\.gguf/],
])('refuses %j, and says why', async (args, message) => {
  await expect(main(args)).rejects.toThrow(message);
});
