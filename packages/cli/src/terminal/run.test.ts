import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { choice } from './command';
import { COMMANDS } from '../commands';
import { runCommands } from './run';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'superposed-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let out = '';
let err = '';
beforeEach(() => {
  out = err = '';
  vi.stubEnv('SUPERPOSED_GGUF', path('../../../../e2e/fixtures/tiny/tiny.gguf'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs a command in this process. @returns its exit status */
async function superposed(...args: string[]): Promise<number> {
  process.exitCode = 0;
  await runCommands(COMMANDS, args);
  const status = process.exitCode;
  process.exitCode = 0;
  return status;
}

it('runs as a program, with standard input', () => {
  const loader = path('../../../../node_modules/tsx/dist/loader.mjs');
  const args = ['--conditions=source', '--import', loader, path('../cli.ts'), 'suggest', '--no-ngrams'];
  const input = '{"text":"The cat is on the","k":1}\n';
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect((JSON.parse(stdout) as { drafts: unknown[] }).drafts).toHaveLength(1);
  expect(status).toBe(0);
});

describe('the command line', () => {
  it.each([[[]], [['--help']], [['-h']]])('%j prints help of all commands', async (args) => {
    expect(await superposed(...args)).toBe(0);
    expect(out).toContain('superposed COMMAND');
    for (const name of ['suggest', 'fetch-model', 'build-table', 'serve'])
      expect(out).toContain(`  ${name} `);
  });

  it('prints its version', async () => {
    await superposed('--version');
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints help of one command', async () => {
    await superposed('serve', '--help');
    expect(out).toContain('--port');
    expect(out).not.toContain('fetch-model');
    await superposed('build-table', '--help');
    expect(out).toContain('--out            folder for the shards');
  });

  it('suggests for a text, and for each record of a file', async () => {
    await superposed('suggest', 'The cat is on the', '--no-ngrams');
    expect((JSON.parse(out) as { drafts: unknown[] }).drafts.length).toBeGreaterThan(0);
    const file = join(folder, 'records.jsonl');
    writeFileSync(file, '{"text":"The cat is on the","k":1}\n');
    out = '';
    await superposed('suggest', file, '--no-ngrams');
    expect((JSON.parse(out) as { drafts: unknown[] }).drafts).toHaveLength(1);
  });

  it.each([
    [['nonsense'], 'There is no command "nonsense". Commands: suggest, fetch-model'],
    [['serve', '--nonsense'], "Unknown option '--nonsense'"],
    [['serve', 'nowhere'], 'There is no folder nowhere here'],
    [['serve', '--port', '70000'], '--port is a whole number from 0 to 65535'],
    [['suggest', 'a', 'b'], 'A text of several words goes into quotation marks'],
    [['suggest', 'missing.json'], "Can't read missing.json"],
    [['suggest', 'one two', '--model', 'missing.gguf'], "Can't read the model"],
    [['suggest', 'one two', '--table', 'missing.json'], 'missing.json'],
    [['fetch-model', 'public'], 'write --to FOLDER'],
    [['fetch-model', '--element'], 'Say where the files go: --to FOLDER'],
    [['fetch-model', '--to', 'site', '--model', 'missing.gguf'], "Can't read the model"],
    [['build-table', '--out', 'table'], 'Name the files of text to count'],
    [['build-table', '--out', 'o', 'no\u001B[2Jne.txt'], 'no\\x1B[2Jne.txt.'],
  ])('%j ends with status 1 and says why', async (args, message) => {
    expect(await superposed(...args)).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });
});

describe('choice', () => {
  it('takes the first word by default, and only the words there are', () => {
    expect(choice({}, 'backend', ['native', 'wasm'])).toBe('native');
    expect(choice({ backend: 'wasm' }, 'backend', ['native', 'wasm'])).toBe('wasm');
    expect(() => choice({ backend: 'gpu' }, 'backend', ['native', 'wasm'])).toThrow(
      '--backend is one of native, wasm',
    );
  });
});
