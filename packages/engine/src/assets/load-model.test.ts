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
    const texts = ['first ', 'second'];
    const packed = texts.map((content) => new Uint8Array(gzipSync(content)));
    const held = texts.map(describeFile);
    const pack = (holds: readonly unknown[], files = packed) => {
      serve({ parts: files.map((file, i) => ({ file: `p${i}`, ...describeFile(file), holds: holds[i] })) });
      files.forEach((file, i) => (stubbed.files[`https://example.test/model/p${i}`] = file));
    };

    it('unpacks them, and counts what comes over the line', async () => {
      pack(held);
      const progress: [number, number][] = [];
      const { bytes } = await loadModel(MANIFEST, { onProgress: (...step) => progress.push(step) });
      expect(text(bytes)).toBe('first second');
      const [first, second] = packed.map(({ length }) => length) as [number, number];
      expect(progress).toEqual([
        [first, first + second],
        [first + second, first + second],
      ]);
    });

    it('keeps what is in them, and asks for none again', async () => {
      pack(held);
      await loadModel(MANIFEST);
      expect(stubbed.kept.get('https://example.test/model/p1')).toBe('second');
      const before = stubbed.asked.length;
      expect(text((await loadModel(MANIFEST)).bytes)).toBe('first second');
      expect(stubbed.asked.slice(before).map(({ url }) => url)).toEqual([MANIFEST]);
      // One that is damaged is fetched and unpacked anew.
      stubbed.kept.set('https://example.test/model/p1', 'zecond');
      expect(text((await loadModel(MANIFEST)).bytes)).toBe('first second');
      expect(stubbed.kept.get('https://example.test/model/p1')).toBe('second');
    });

    it('takes some that are not packed beside them', async () => {
      pack([held[0], undefined], [packed[0]!, new TextEncoder().encode('second')]);
      expect(text((await loadModel(MANIFEST)).bytes)).toBe('first second');
    });

    const sized = (...sizes: number[]) => held.map((each, i) => ({ ...each, bytes: sizes[i] }));
    it.each([
      ['hold more than is said', sized(5, 7), packed],
      ['hold less than is said', sized(7, 5), packed],
      ['hold something else', [held[0], { ...held[1], sha256: held[0]!.sha256 }], packed],
      ['are cut off', held, [packed[0]!.subarray(0, 20), packed[1]!]],
      ['are not packed at all', held, texts.map((each) => new TextEncoder().encode(each))],
    ])('refuses parts that %s', async (_, holds, files) => {
      pack(holds, files);
      await expect(loadModel(MANIFEST)).rejects.toMatchObject({
        code: 'wrong-checksum',
        message: expect.stringContaining('(wrong content)') as string,
      });
    });

    it.each([
      ...[0, -6, 6.5, '6', null, 2 ** 33].map((bytes) => ({ ...held[0], bytes })),
      { bytes: 6 },
      6,
      null,
    ])('refuses a manifest whose part holds %o', async (holds) => {
      pack([holds, held[1]]);
      await expect(loadModel(MANIFEST)).rejects.toMatchObject({ code: 'bad-manifest' });
    });

    it('ends where it is told to', async () => {
      pack(held);
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
