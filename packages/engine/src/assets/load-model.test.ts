import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { describeFile, useStubbedAssets } from './assets.fixture';
import { loadModel } from './load-model';

const stubbed = useStubbedAssets();

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const partAt = (file: string) => ({ file, bytes: 12, sha256: '0'.repeat(64) });

describe('loadModel', () => {
  const MANIFEST = 'https://example.test/model/manifest.json';
  const serve = (changes: object = {}) => {
    const parts = ['first ', 'second'].map((content, i) => ({ file: `p${i}`, ...describeFile(content) }));
    stubbed.files[MANIFEST] = JSON.stringify({
      name: 'm',
      format: 'gguf',
      bytes: 12,
      sha256: '',
      parts,
      ...changes,
    });
    stubbed.files['https://example.test/model/p0'] = 'first ';
    stubbed.files['https://example.test/model/p1'] = 'second';
  };

  it('puts the parts together in order', async () => {
    serve();
    const progress: [number, number][] = [];
    const { bytes } = await loadModel(MANIFEST, { onProgress: (...step) => progress.push(step) });
    expect(text(bytes)).toBe('first second');
    expect(progress).toEqual([
      [6, 12],
      [12, 12],
    ]);
  });

  describe('with parts that gzip has packed', () => {
    const packed = ['first ', 'second'].map((content) => new Uint8Array(gzipSync(content)));
    const pack = (holds: readonly unknown[], files: readonly Uint8Array<ArrayBuffer>[] = packed) => {
      serve({ parts: files.map((file, i) => ({ file: `p${i}`, ...describeFile(file), holds: holds[i] })) });
      files.forEach((file, i) => (stubbed.files[`https://example.test/model/p${i}`] = file));
    };

    it('unpacks them, and counts what comes over the line', async () => {
      pack([6, 6]);
      const progress: [number, number][] = [];
      const { bytes } = await loadModel(MANIFEST, { onProgress: (...step) => progress.push(step) });
      expect(text(bytes)).toBe('first second');
      const [first, second] = packed.map(({ length }) => length) as [number, number];
      expect(progress).toEqual([
        [first, first + second],
        [first + second, first + second],
      ]);
    });

    it('takes some that are not packed beside them', async () => {
      pack([6, undefined], [packed[0]!, new TextEncoder().encode('second')]);
      expect(text((await loadModel(MANIFEST)).bytes)).toBe('first second');
    });

    it.each([
      ['hold more than is said', [5, 7], packed],
      ['hold less than is said', [7, 5], packed],
      ['are cut off', [6, 6], [packed[0]!.subarray(0, 20), packed[1]!]],
      ['are not packed at all', [6, 6], packed.map((_, i) => new TextEncoder().encode(`plain${i}`))],
    ])('refuses parts that %s', async (_, holds, files) => {
      pack(holds, files);
      await expect(loadModel(MANIFEST)).rejects.toMatchObject({
        code: 'wrong-checksum',
        message: expect.stringContaining('(wrong content)') as string,
      });
    });

    it.each([0, -6, 6.5, '6', null, 1e6])('refuses a manifest whose part holds %s', async (holds) => {
      pack([holds, 6]);
      await expect(loadModel(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
    });

    it('ends where it is told to', async () => {
      pack([6, 6]);
      const stop = new AbortController();
      const loading = loadModel(MANIFEST, { signal: stop.signal, onProgress: () => stop.abort() });
      await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    });
  });

  it('names the part that is missing', async () => {
    serve();
    delete stubbed.files['https://example.test/model/p1'];
    await expect(loadModel(MANIFEST)).rejects.toMatchObject({
      code: 'missing-part',
      message: expect.stringContaining('model/p1') as string,
    });
  });

  it.each([
    ['another format', { format: 'onnx' }],
    ['sizes that do not add up', { bytes: 13 }],
    ['no parts', { parts: [], bytes: 0 }],
    ['a part without a checksum', { parts: [{ file: 'p0', bytes: 12 }] }],
    ['a part of no size', { parts: [{ file: 'p0', bytes: 0, sha256: '0'.repeat(64) }], bytes: 0 }],
    ['a part of another site', { parts: [partAt('https://elsewhere.test/p0')] }],
    ['a part of another folder', { parts: [partAt('../p0')] }],
    ['more than memory can hold', { parts: [{ ...partAt('p0'), bytes: 2 ** 40 }], bytes: 2 ** 40 }],
    ['too many parts', { parts: Array(5000).fill({ ...partAt('p0'), bytes: 1 }), bytes: 5000 }],
  ])('refuses a manifest with %s', async (_, changes) => {
    serve(changes);
    await expect(loadModel(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
  });

  it('says so where memory has no room', async () => {
    vi.stubGlobal('Uint8Array', function full() {
      throw new RangeError('Array buffer allocation failed');
    });
    serve();
    await expect(loadModel(MANIFEST)).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  it.each(['<!doctype html>', 'null', '[]', '3'])('refuses %s as a manifest', async (content) => {
    stubbed.files[MANIFEST] = content;
    await expect(loadModel(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
  });
});
