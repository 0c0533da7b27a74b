import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { tokenizerFingerprint, writeTable, writeVocabulary } from '@superposed/ngram';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutWaits } from '../assets/assets.fixture';
import { loadNgrams, type Ngrams } from './load-ngrams';
import type { EngineConfig } from '../protocol/protocol';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';

const BASE = 'https://example.test/table/';
const metadata = smallVocabulary();
const tokenizer = createTokenizer(metadata);
const fingerprint = await tokenizerFingerprint(tokenizer.pieces);

/** N-grams that letters are followed by the next ones. */
const letters = tokenizer.encode('abcdefghij');
const runs = (order: number): number[][] =>
  letters
    .slice(order - 1)
    .map((_, i) => letters.slice(i, i + order))
    .sort(([a], [b]) => a! - b!);
const pairs = runs(2);
const shards = writeTable(
  [2, 3].map((order) => {
    const counted = runs(order);
    return {
      order,
      tokens: Int32Array.from(counted.flat()),
      counts: new Int32Array(counted.length).fill(9),
      totals: new Int32Array(counted.length).fill(10),
    };
  }),
  { tokenizer: fingerprint, vocabulary: tokenizer.pieces.length, shards: 3, firstShardBytes: 2600 },
);

const config: EngineConfig = {
  modelUrl: 'https://example.test/model/manifest.json',
  ngramsUrl: `${BASE}manifest.json`,
  ortUrl: 'https://example.test/ort/',
  device: 'wasm',
};

/** What the server has; undefined: 404. */
let files: Map<string, Uint8Array<ArrayBuffer> | string>;
const warnings: { code?: string; message: string }[] = [];
const onWarning = (error: unknown) => void warnings.push(error as Error);

const load = (more: Partial<EngineConfig> = {}): Promise<Ngrams | null> =>
  loadNgrams({ ...config, ...more }, onWarning);

/** Describes files as a manifest does. */
const about = (file: string, content: Uint8Array) => ({
  file,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

function manifestOf(change: object = {}): string {
  const listed = shards.map((bytes, i) => ({ ...about(`${i}.bin`, bytes), ngrams: 3 }));
  const vocabulary = about('vocabulary.bin', writeVocabulary(metadata, fingerprint));
  return JSON.stringify({
    format: 'superposed-ngrams',
    version: 1,
    tokenizer: fingerprint,
    orders: [2, 3],
    ngrams: pairs.length + runs(3).length,
    bytes: 1,
    shards: listed,
    vocabulary,
    ...change,
  });
}

beforeEach(() => {
  warnings.length = 0;
  files = new Map<string, Uint8Array<ArrayBuffer> | string>([
    ['manifest.json', manifestOf()],
    ['vocabulary.bin', writeVocabulary(metadata, fingerprint)],
    ...shards.map((bytes, i) => [`${i}.bin`, bytes.slice()] as const),
  ]);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('caches', undefined);
  vi.stubGlobal('fetch', (url: string) => {
    const file = files.get(url.slice(BASE.length));
    return Promise.resolve(new Response(file ?? '', { status: file === undefined ? 404 : 200 }));
  });
  withoutWaits();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Waits until something holds: shards come in after the table is in use. */
const soon = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 20_000 });

const best = ({ source }: Ngrams, text: string) =>
  source.continuations(tokenizer.encode(text), [1], 1).map(({ id }) => tokenizer.piece(id));

describe('a table that is there', () => {
  it('is in use after its first shard, and grows to the whole', async () => {
    const ngrams = await load();
    await soon(() => {
      expect(ngrams!.known).toBe(true);
      for (const pair of pairs) {
        const [letter, next] = pair.map((id) => tokenizer.piece(id));
        expect(best(ngrams!, letter!)).toEqual([next]);
      }
    });
    expect(warnings).toEqual([]);
  });

  it('makes drafts without any model', async () => {
    const ngrams = await load();
    await soon(() => expect(best(ngrams!, 'i')).toEqual(['j']));
    expect(ngrams!.instant!.suggest({ text: 'a' })).toEqual([
      { text: 'bcdefghij', confidence: 1, source: 'ngrams' },
    ]);
    expect(ngrams!.instant!.suggest({ text: '' })).toEqual([]);
  });

  it('tells whether token ids mean the same to a model', async () => {
    const ngrams = await load();
    expect(await ngrams!.fits(tokenizer.pieces)).toBe(true);
    expect(await ngrams!.fits([...tokenizer.pieces, 'more'])).toBe(false);
    expect(await ngrams!.fits(tokenizer.pieces.map((piece, id) => (id === 7 ? 'other' : piece)))).toBe(false);
  });

  it('is laid under what the writer wrote where that is wanted, and only there', async () => {
    const wanted = await load({ personal: true });
    wanted!.personal!.learn('ax');
    wanted!.personal!.learn('ax');
    expect(
      wanted!.source.continuations(tokenizer.encode('a'), [1], 5).map(({ id }) => tokenizer.piece(id)),
    ).toContain('x');
    const plain = await load();
    plain!.personal!.learn('ax');
    expect(best(plain!, 'a')).not.toContain('x');
    expect(plain!.personal).not.toBeNull();
  });
});

describe('a table of which something is missing or broken', () => {
  it('goes on without a shard and names it', async () => {
    files.delete('2.bin');
    const ngrams = await load();
    await soon(() => expect(warnings).toHaveLength(1));
    expect(warnings[0]!.code).toBe('missing-part');
    expect(warnings[0]!.message).toContain('2.bin');
    await soon(() => expect(ngrams!.known).toBe(true));
  });

  it('goes on without a shard whose bytes are not those of the manifest', async () => {
    const damaged = shards[1]!.slice();
    damaged[damaged.length - 1]! ^= 1;
    files.set('1.bin', damaged);
    await load();
    await soon(() => expect(warnings).toHaveLength(1));
    expect(warnings[0]).toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining('1.bin') as string,
    });
  });

  it('goes on without the first shard', async () => {
    files.delete('0.bin');
    const ngrams = await load();
    expect(warnings.map(({ code }) => code)).toEqual(['missing-part']);
    await soon(() => expect(ngrams!.known).toBe(true));
  });

  it('refuses a shard of another version by name, though its checksum is right', async () => {
    const other = shards[1]!.slice();
    new DataView(other.buffer).setUint32(8, 9, true);
    files.set('1.bin', other);
    const listed = [shards[0]!, other, shards[2]!].map((bytes, i) => ({
      ...about(`${i}.bin`, bytes),
      ngrams: 3,
    }));
    files.set('manifest.json', manifestOf({ shards: listed }));
    await load();
    await soon(() => expect(warnings).toHaveLength(1));
    expect(warnings[0]).toMatchObject({
      code: 'unsupported-version',
      message: expect.stringContaining('1.bin') as string,
    });
  });

  it('does without instant drafts where the vocabulary is missing, and still knows its model', async () => {
    files.delete('vocabulary.bin');
    const ngrams = await load({ personal: true });
    expect(ngrams).toMatchObject({ instant: null, personal: null });
    await soon(() => expect(ngrams!.known).toBe(true));
    expect(warnings[0]!.message).toContain('vocabulary.bin');
    expect(await ngrams!.fits(tokenizer.pieces)).toBe(true);
    expect(await ngrams!.fits(['other'])).toBe(false);
  });

  it('does without instant drafts where the manifest names no vocabulary', async () => {
    files.set('manifest.json', manifestOf({ vocabulary: undefined }));
    expect(await load()).toMatchObject({ instant: null, personal: null });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['missing-part', undefined],
    ['bad-magic', 'no JSON'],
    ['unsupported-version', manifestOf({ version: 2 })],
    ['corrupt', manifestOf({ shards: [{ file: '../x' }] })],
  ])('is no table at all: %s', async (code, manifest) => {
    if (manifest === undefined) files.delete('manifest.json');
    else files.set('manifest.json', manifest);
    expect(await load()).toBeNull();
    expect(warnings).toMatchObject([{ code }]);
  });
});

it('asks for nothing where no table is wanted', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  expect(await load({ ngramsUrl: null })).toBeNull();
  expect(fetched).not.toHaveBeenCalled();
});
