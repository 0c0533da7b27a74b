import { describe, expect, it } from 'vitest';
import { ExactCounts, randomDocuments } from './exact-counts.fixture';
import { loadNgramTable, type ShardStatus } from './load';
import { parseManifest, type NgramManifest } from '../format/manifest';
import { writeTable } from '../write/write-table';

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
  shards: [...files].map(([file, bytes]) => ({
    file,
    bytes: bytes.byteLength,
    sha256: '00'.repeat(32),
    ngrams: 1,
  })),
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

  it('asks for few shards at a time', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const many = { ...manifest, shards: Array.from({ length: 9 }, () => manifest.shards[1]!) };
    const { complete } = await loadNgramTable(
      { ...many, shards: [manifest.shards[0]!, ...many.shards] },
      async (file) => {
        if (file !== '0.bin') {
          most = Math.max(
            most,
            waiting.push(() => undefined),
          );
          await new Promise((resolve) => setTimeout(resolve));
          waiting.pop();
        }
        return read(file);
      },
    );
    expect(await complete).toHaveLength(10);
    expect(most).toBe(3);
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
    ['corrupt', { ...manifest, shards: [{ ...manifest.shards[0]!, bytes: 2 ** 40 }] }],
    ['corrupt', { ...manifest, shards: [{ ...manifest.shards[0]!, bytes: -1 }] }],
    ['corrupt', { ...manifest, shards: [{ ...manifest.shards[0]!, sha256: 'ff' }] }],
    ['corrupt', { ...manifest, shards: [{ ...manifest.shards[0]!, file: 'https://example.test/x' }] }],
    ['corrupt', { ...manifest, shards: [{ ...manifest.shards[0]!, file: '../x' }] }],
    ['corrupt', { ...manifest, shards: new Array(5000).fill(manifest.shards[0]) }],
    ['corrupt', { ...manifest, vocabulary: { file: 'v' } }],
    ['other-tokenizer', { ...manifest, tokenizer: 'aa'.repeat(32) }],
  ])('refuses with %s: %.90j', (code, json) => {
    expect(() => parseManifest(json, tokenizer)).toThrow(expect.objectContaining({ code }));
  });
});
