import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { main } from './command';

let out: MockInstance<typeof process.stdout.write>;
let err: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const printed = (spy: MockInstance) => spy.mock.calls.map(([text]) => String(text)).join('');

it('explains itself', async () => {
  expect(await main(['--help'])).toBe(0);
  expect(printed(out)).toMatch(/--model MODEL\.gguf --out FOLDER FILE/);
});

it.each([
  [[], /Something is missing/],
  [['--model', 'm.gguf', '--out', 'o'], /Something is missing/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,x', 'a.txt'], /--minimum 3,x: give numbers from 1/],
  [['--model', 'm', '--out', 'o', '--minimum', '3,3,3,3,3,3', 'a.txt'], /up to five/],
  [['--model', 'none.gguf', '--out', 'o', 'a.txt'], /ENOENT.*none\.gguf/],
  [['--colour'], /--colour/],
])('fails on %j with a message on standard error', async (args, message) => {
  expect(await main(args)).toBe(1);
  expect(printed(err)).toMatch(message);
  expect(printed(out)).toBe('');
});
