import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createTokenizer, type Tokenizer } from '@superposed/engine/tokenizer';
import { loadNgramTable, parseManifest, tokenizerFingerprint } from '@superposed/ngram';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTable, type BuildOptions } from './build';
import type { ProgressEvent } from './progress';
import { LINES, TINY, tinyMetadata, useFolder, writeLines } from './testing.fixture';

const path = useFolder();
let options: BuildOptions;
let tokenizer: Tokenizer;
beforeAll(async () => {
  const metadata = await tinyMetadata();
  tokenizer = createTokenizer(metadata);
  await writeLines(path('tiny.txt'), 3);
  options = {
    files: [path('*.txt')],
    metadata,
    out: path('table'),
    work: path('work'),
    pruning: Array.from({ length: 5 }, () => ({ minimum: 3, rareShare: 9 })),
    shards: 3,
    firstShardBytes: 16_000,
    memory: 1e9,
    threads: 2,
    part: 150,
    licence: 'CC0-1.0',
  };
});

async function open(out: string) {
  const manifest = parseManifest(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')));
  const { table, complete } = await loadNgramTable(manifest, async (file) => {
    return new Uint8Array(await readFile(join(out, file))).buffer;
  });
  expect((await complete).every(({ ready }) => ready)).toBe(true);
  return { manifest, table };
}

/** Names and bytes of a table's files. */
async function contents(out: string) {
  const names = (await readdir(out)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(out, name))] as const));
}

describe('buildTable', () => {
  it('keeps phrases in the place of counts of their order', async () => {
    const phrases = { phraseRecurrence: 1, phraseBits: 8, pruning: options.pruning.slice(0, 2) };
    const report = await buildTable({ ...options, ...phrases, out: path('with-phrases') });
    const { manifest, table } = await open(path('with-phrases'));
    expect(manifest.orders).toEqual([2, 3, 6]);
    expect(report.orders.at(-1)).toMatchObject({ order: 6, prunedShare: 0 });
    expect(report.orders.reduce((sum, { kept }) => sum + kept, 0)).toBe(table.ngrams);
    const ids = tokenizer.encode(LINES[0]!);
    const found = new Float32Array(1);
    table.probabilities(ids.slice(0, 6), [ids[6]!], [0, 0, 0, 0, 1], found);
    expect(found[0]).toBeGreaterThan(0);
  });

  it('makes a table of a text that a reader takes', async () => {
    const report = await buildTable(options);
    const { manifest, table } = await open(options.out);
    expect(report).toMatchObject({ documents: 15, ngrams: table.ngrams, bytes: manifest.bytes });
    expect(report.orders.map(({ order }) => order)).toEqual([2, 3, 4, 5, 6]);
    for (const { distinct, kept, prunedShare } of report.orders)
      expect(prunedShare).toBe(1 - kept / distinct);
    expect(manifest).toMatchObject({
      tokenizer: await tokenizerFingerprint(tokenizer.pieces),
      orders: [2, 3, 4, 5, 6],
      ngrams: table.ngrams,
      licence: 'CC0-1.0',
    });
    for (const { file, bytes, sha256 } of [...manifest.shards, manifest.vocabulary!]) {
      const content = await readFile(join(options.out, file));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const context = tokenizer.encode('thank you for');
    const out = new Float32Array(2);
    const next = [' your', ' coming'].map((text) => tokenizer.encode(text)[0]!);
    table.probabilities(context, next, [0, 0, 1], out);
    expect(out[0]).toBeCloseTo(2 / 3, 2);
    expect(out[1]).toBeCloseTo(1 / 3, 2);
  });

  it('writes the same bytes with another number of threads, and leaves no work behind', async () => {
    const again = { ...options, out: path('again'), threads: 1, part: 1000 };
    expect(await buildTable(again)).toEqual(await buildTable(options));
    expect(await contents(again.out)).toEqual(await contents(options.out));
    expect(existsSync(options.work)).toBe(false);
  });

  it('says what it does and how far it is', async () => {
    const heard: ProgressEvent[] = [];
    await buildTable({ ...options, progress: (event) => heard.push(event) });
    const steps = [...new Set(heard.map(({ step }) => step))];
    const orders = [2, 3, 4, 5, 6].flatMap((n) => [`counting order ${n}`, `pruning order ${n}`]);
    expect(steps).toEqual(['tokenising', ...orders, 'writing']);
    for (const step of steps) {
      const last = heard.filter((event) => event.step === step).at(-1)!;
      expect(last.done).toBe(last.total);
    }
  });

  it('counts once for several prunings where the work is kept', async () => {
    const heard: string[] = [];
    const keep = { ...options, keepWork: true, progress: ({ step }: ProgressEvent) => heard.push(step) };
    const generous = await buildTable(keep);
    const counted = heard.splice(0);
    const strict = await buildTable({
      ...keep,
      pruning: options.pruning.map((each) => ({ ...each, minimum: 6 })),
    });
    expect(strict.ngrams).toBeLessThan(generous.ngrams);
    expect(counted).toContain('counting order 6');
    expect(new Set(heard)).toEqual(new Set([...[2, 3, 4, 5, 6].map((n) => `pruning order ${n}`), 'writing']));
    await rm(options.work, { recursive: true });
  });

  it('measures the table and the exact counts on text that was not counted', async () => {
    await writeFile(path('held-out.jsonl'), '{"text":"thank you for your letter"}\n{"text":"it is odd"}\n');
    const held = { ...options, heldOut: [path('held-out.jsonl')] };
    const all = await buildTable({
      ...held,
      pruning: options.pruning.map(() => ({ minimum: 1, rareShare: 9 })),
    });
    const few = await buildTable({
      ...held,
      pruning: options.pruning.map(() => ({ minimum: 7, rareShare: 9 })),
    });
    const tokens = ['thank you for your letter', 'it is odd'].map(
      (text) => tokenizer.encode(text).length - 1,
    );
    expect(all.heldOut!.tokens).toBe(tokens[0]! + tokens[1]!);
    const { table, exact } = all.heldOut!.perplexity;
    expect(table / exact).toBeCloseTo(1, 1);
    expect(few.heldOut!.perplexity.exact).toBeCloseTo(exact, 6);
    expect(few.heldOut!.perplexity.table).toBeGreaterThan(table);
  });

  it('refuses what it can not do before it begins', async () => {
    await expect(buildTable({ ...options, memory: 1e8 })).rejects.toThrow(/too little/);
    await expect(buildTable({ ...options, files: [path('none.txt')] })).rejects.toThrow(/none\.txt/);
    await expect(buildTable({ ...options, heldOut: [path('none.txt')] })).rejects.toThrow(/none\.txt/);
  });
});

describe('the command', () => {
  /** Starts it on a text of some seconds of work. */
  function start(out: string) {
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const cli = fileURLToPath(new URL('../../cli/src/cli.ts', import.meta.url));
    const command = [
      '--conditions=source',
      '--import',
      loader,
      cli,
      'build-table',
      '--model',
      TINY,
      '--out',
      out,
      '--minimum',
    ];
    const args = [...command, '2,2,2', '--threads', '2', path('long.jsonl')];
    return spawn(process.execPath, args, { stdio: 'ignore' });
  }

  const ended = (child: ReturnType<typeof start>) =>
    new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.on('exit', (code, signal) => resolve(code ?? signal));
    });

  it('gives the same bytes when it was killed half-way and started again', async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => ({
      text: `line ${i} of ${i % 97} and ${i % 7} `.repeat(40),
    }));
    await writeFile(path('long.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(await ended(start(path('whole')))).toBe(0);
    const work = `${path('cut')}.work`;
    // Killed once in the tokenising and once in the counting.
    for (const sign of [/^part-000000/, /^counting-order-3-[0-9a-f]+(\.partial)?$/]) {
      const child = start(path('cut'));
      const over = ended(child);
      const seen = async () =>
        (await readdir(work, { recursive: true }).catch(() => [])).map((name) => name.split('/').at(-1)!);
      while (child.exitCode === null && !(await seen()).some((name) => sign.test(name))) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      child.kill('SIGKILL');
      expect(await over).toBe('SIGKILL');
    }
    expect(existsSync(path('cut/manifest.json'))).toBe(false);
    expect(await ended(start(path('cut')))).toBe(0);
    expect(await contents(path('cut'))).toEqual(await contents(path('whole')));
  });
});
