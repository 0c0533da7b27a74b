import { describe, expect, it } from 'vitest';
import { ExactCounts, randomDocuments } from './exact-counts.fixture';
import { loadNgramTable, type ShardStatus } from './load';
import { parseManifest, type NgramManifest } from './manifest';
import { writeTable } from './write-table';

const tokenizer = 'ef'.repeat(32);
const files = new Map<string, ArrayBuffer>(
  writeTable(new ExactCounts(randomDocuments(5, 20, 40, 80)).columns(), {
    tokenizer,
    vocabulary: 80,
    shards: 3,
    firstShardBytes: 5500,
  }).map((bytes, i) => [`${i}.bin`, bytes.slice().buffer]),
);
const manifest: NgramManifest = {
  format: 'superposed-ngrams',
  version: 1,
  tokenizer,
  orders: [2, 3, 4, 5, 6],
  ngrams: 1,
  bytes: 1,
  shards: [...files].map(([file, bytes]) => ({ file, bytes: bytes.byteLength, sha256: '00', ngrams: 1 })),
};

function read(file: string): Promise<ArrayBuffer> {
  const bytes = files.get(file);
  return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no ${file}`));
}

describe('loadNgramTable', () => {
  it('is usable after the first shard and grows with the others', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    const { table, complete } = await loadNgramTable(manifest, async (file) => {
      asked.push(file);
      if (file !== '0.bin') await gate;
      return read(file);
    });
    expect(table.shards.map(({ index }) => index)).toEqual([0]);
    expect(table.continuations([0], [1], 3)).toHaveLength(3);
    expect(asked).toEqual(['0.bin', '1.bin', '2.bin']);
    const before = table.ngrams;
    release();
    expect(await complete).toEqual(['0.bin', '1.bin', '2.bin'].map((file) => ({ file, ready: true })));
    expect(table.ngrams).toBeGreaterThan(before);
  });

  it('goes on without shards that are missing or broken, and names them', async () => {
    const heard: ShardStatus[] = [];
    const { table, complete } = await loadNgramTable(
      manifest,
      (file) =>
        file === '1.bin' ? Promise.resolve(new ArrayBuffer(90)) : read(file === '2.bin' ? 'none' : file),
      (status) => heard.push(status),
    );
    const statuses = await complete;
    expect(statuses.map(({ ready }) => ready)).toEqual([true, false, false]);
    expect(statuses[1]!.error).toMatchObject({ name: 'NgramFormatError', code: 'bad-magic' });
    expect(statuses[2]!.error!.message).toBe('no none');
    expect(heard.map(({ file }) => file).sort()).toEqual(['0.bin', '1.bin', '2.bin']);
    expect(table.shards.map(({ index }) => index)).toEqual([0]);
  });

  it('survives the loss of the first shard and a reader that throws at once', async () => {
    const { table, complete } = await loadNgramTable(manifest, (file) => {
      if (file === '0.bin') throw new TypeError('offline');
      return read(file);
    });
    expect((await complete)[0]!.error).toBeInstanceOf(TypeError);
    expect(table.shards.map(({ index }) => index)).toEqual([1, 2]);
  });

  it('makes an empty table of an empty manifest', async () => {
    const { table, complete } = await loadNgramTable({ ...manifest, shards: [] }, read);
    expect(await complete).toEqual([]);
    expect(table.continuations([1], [1], 3)).toEqual([]);
  });
});

describe('parseManifest', () => {
  it('takes a good one, as JSON gives it', () => {
    expect(parseManifest(JSON.parse(JSON.stringify(manifest)), tokenizer)).toEqual(manifest);
  });

  it.each([
    ['bad-magic', null],
    ['bad-magic', 'text'],
    ['bad-magic', { format: 'gguf' }],
    ['unsupported-version', { ...manifest, version: 2 }],
    ['corrupt', { ...manifest, tokenizer: undefined }],
    ['corrupt', { ...manifest, shards: undefined }],
    ['corrupt', { ...manifest, shards: [{ file: 3 }] }],
    ['other-tokenizer', { ...manifest, tokenizer: 'aa'.repeat(32) }],
  ])('refuses with %s: %j', (code, json) => {
    expect(() => parseManifest(json, tokenizer)).toThrow(expect.objectContaining({ code }));
  });
});
