import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const TRACES = path('../../decoding/fixtures/traces.json.gz');

function superposed(args: readonly string[], input: string | Buffer = '', cwd = path('..')) {
  const env = { ...process.env, INIT_CWD: cwd };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path('../../../scripts/superposed.mjs'), ...args],
    {
      input,
      env,
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('prints a JSON line a record, from a file beside the caller or from standard input', () => {
    const file = superposed(['replay', 'traces.json.gz'], '', path('../../decoding/fixtures'));
    expect(file.stderr).toBe('');
    expect(file.status).toBe(0);
    const lines = file.stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { steps: unknown[] }).steps.length)).toEqual([
      10, 10, 10,
    ]);
    expect(superposed(['replay', '-', '--json'], readFileSync(TRACES)).stdout).toBe(file.stdout);
  });

  it('prints its help, of all commands or of one', () => {
    const all = superposed(['--help']).stdout;
    for (const name of ['tokenize', 'logits', 'replay', 'suggest', 'perplexity', 'quality'])
      expect(all).toContain(`  ${name} `);
    const one = superposed(['logits', '--help']).stdout;
    expect(one).toContain('--backend');
    expect(one).not.toContain('  replay ');
  });

  it.each([
    [['nonsense'], 'There is no command "nonsense"'],
    [['replay', '--nonsense'], "Unknown option '--nonsense'"],
    [['replay', 'a', 'b'], 'Give one FILE'],
    [['exact-ngrams'], 'Give the text files'],
    [['replay', 'missing.json'], "Can't read missing.json"],
    [['replay', TRACES.replace('traces.json.gz', 'README.md')], 'line 1: '],
  ])('%j ends with status 1 and says why', (args, message) => {
    const { status, stdout, stderr } = superposed(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});
