import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadNgramTable, parseManifest, readVocabulary, tokenizerFingerprint } from '@superposed/ngram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTable, type BuildOptions } from './build';

const text = `thank you for your letter
thank you for your help
thank you for coming
it is good of you to write
it is good to hear from you
`.repeat(3);
const pieces = [...new Set(text.split(/\s+/))].filter(Boolean).sort();
const encode = (line: string) => line.split(' ').map((word) => pieces.indexOf(word));

let folder: string;
let options: BuildOptions;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-test-'));
  await writeFile(join(folder, 'tiny.txt'), text);
  options = {
    files: [join(folder, 'tiny.txt')],
    encode,
    pieces,
    out: join(folder, 'table'),
    scratch: folder,
    pruning: Array.from({ length: 5 }, () => ({ minimum: 3, rareShare: 9 })),
    shards: 3,
    firstShardBytes: 4500,
    memoryLimit: '200MB',
    threads: 2,
    metadata: { 'tokenizer.ggml.tokens': pieces, 'tokenizer.ggml.merges': [] },
    licence: 'CC0-1.0',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(out: string) {
  const manifest = parseManifest(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')));
  const { table, complete } = await loadNgramTable(manifest, async (file) => {
    return new Uint8Array(await readFile(join(out, file))).buffer;
  });
  expect((await complete).every(({ ready }) => ready)).toBe(true);
  return { manifest, table };
}

describe('buildTable', () => {
  it('makes a table of a text that a reader takes', async () => {
    const report = await buildTable(options);
    const { manifest, table } = await open(options.out);
    expect(report).toMatchObject({ documents: 15, tokens: 84, ngrams: table.ngrams, bytes: manifest.bytes });
    expect(manifest).toMatchObject({
      tokenizer: await tokenizerFingerprint(pieces),
      orders: [2, 3, 4, 5, 6],
      ngrams: table.ngrams,
      licence: 'CC0-1.0',
    });
    const kept = new Uint8Array(await readFile(join(options.out, manifest.vocabulary!.file)));
    expect(readVocabulary(kept.buffer, manifest.tokenizer)['tokenizer.ggml.tokens']).toEqual(pieces);
    for (const { file, bytes, sha256 } of [...manifest.shards, manifest.vocabulary!]) {
      const content = await readFile(join(options.out, file));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const out = new Float32Array(2);
    table.probabilities(encode('thank you for'), encode('your coming'), [0, 0, 1], out);
    expect(out[0]).toBeCloseTo(2 / 3, 2);
    expect(out[1]).toBeCloseTo(1 / 3, 2);
    const best = table.continuations(encode('it is good'), [0.1, 0.2, 0.7], 2);
    expect(best.map(({ id }) => pieces[id]).sort()).toEqual(['of', 'to']);
  });

  it('writes the same bytes for the same input', async () => {
    const again = { ...options, out: join(folder, 'again'), threads: 1 };
    const first = await buildTable(options);
    const second = await buildTable(again);
    expect(second).toEqual(first);
    for (const file of await readdir(options.out)) {
      expect(await readFile(join(again.out, file))).toEqual(await readFile(join(options.out, file)));
    }
  });

  it('leaves no temporary files, not even when it fails', async () => {
    const before = await readdir(folder);
    await expect(buildTable({ ...options, files: [join(folder, 'none.txt')] })).rejects.toThrow(/ENOENT/);
    expect(await readdir(folder)).toEqual(before);
  });

  it('says how far it is', async () => {
    const heard: string[] = [];
    await buildTable({ ...options, progress: (message) => heard.push(message) });
    expect(heard[0]).toMatch(/reading .*tiny\.txt \(1 of 1\)/);
    expect(heard.slice(1)).toEqual(
      [2, 3, 4, 5, 6].map((n) => `counting order ${n}`).concat('writing shards'),
    );
  });
});
