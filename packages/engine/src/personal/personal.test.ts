import 'fake-indexeddb/auto';
import { NgramTable } from '@superposed/ngram';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Personal } from './personal';
import { PersonalStore } from './personal-store';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';

const FINGERPRINT = 'ab'.repeat(32);
const tokenizer = createTokenizer(smallVocabulary());
const onWarning = vi.fn();

const open = (wanted = true, fingerprint = FINGERPRINT) =>
  Personal.open(new NgramTable(fingerprint), tokenizer, fingerprint, wanted, onWarning);

/** Lets what is learned be written down. */
async function saved(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(async () => expect(await (await PersonalStore.open()).read(FINGERPRINT)).toBeDefined(), {
    timeout: 20_000,
  });
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onWarning.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a writer who agreed', () => {
  it('finds again at the next visit what was typed', async () => {
    const personal = await open();
    personal.learn('the cat');
    personal.learn('the cow');
    await saved();
    const next = await open();
    expect(next.source.size).toBe(personal.source.size);
    const context = tokenizer.encode('the');
    expect(next.source.continuations(context, [1], 1)).toEqual(
      personal.source.continuations(context, [1], 1),
    );
    expect(onWarning).not.toHaveBeenCalled();
  });

  it('writes down once what was learned within a second', async () => {
    const write = vi.spyOn(PersonalStore.prototype, 'write');
    const personal = await open();
    for (const text of ['the cat', 'the cow', 'the cod']) personal.learn(text);
    expect(write).not.toHaveBeenCalled();
    await saved();
    expect(write).toHaveBeenCalledTimes(1);
    write.mockRestore();
  });

  it('exports n-grams with their text', async () => {
    const personal = await open();
    personal.learn('a b');
    const exported = await personal.export();
    expect(exported).toMatchObject({ format: 'superposed-personal', version: 1, tokenizer: FINGERPRINT });
    const texts = exported.ngrams.map(({ text }) => text);
    expect(texts.sort()).toEqual(['a', ' ', 'b', 'a ', ' b', 'a b'].sort());
    for (const { text, tokens, weight } of exported.ngrams) {
      expect(tokenizer.decode(tokens)).toBe(text);
      expect(weight).toBeCloseTo(1, 2);
    }
  });

  it('is forgotten at one call, here and in storage, and what waits to be written too', async () => {
    const personal = await open();
    personal.learn('the cat');
    await saved();
    personal.learn('the cow');
    await personal.delete();
    await vi.advanceTimersByTimeAsync(5000);
    expect((await personal.export()).ngrams).toEqual([]);
    expect(await (await PersonalStore.open()).read(FINGERPRINT)).toBeUndefined();
    expect((await open()).source.size).toBe(0);
  });

  it('may go on after that', async () => {
    const personal = await open();
    personal.learn('the cat');
    await personal.delete();
    personal.learn('a');
    await saved();
    expect((await open()).source.size).toBe(1);
  });

  it('keeps what is never to be offered, exports it, and deletes it with the rest', async () => {
    await (await open()).neverSuggest('kind regards');
    const personal = await open();
    expect(personal.never.texts).toEqual(['kind regards']);
    expect((await personal.export()).never).toEqual(['kind regards']);
    expect((await (await open(false)).export()).never).toEqual(['kind regards']);
    await personal.delete();
    expect((await open()).never.texts).toEqual([]);
  });

  it('finds nothing of another vocabulary', async () => {
    const personal = await open();
    personal.learn('the cat');
    await saved();
    expect((await open(true, 'cd'.repeat(32))).source.size).toBe(0);
  });
});

describe('a writer who did not agree', () => {
  it('is not learned from', async () => {
    const personal = await open(false);
    personal.learn('the cat');
    await personal.neverSuggest('the dog');
    await vi.advanceTimersByTimeAsync(5000);
    expect(personal.never.texts).toEqual(['the dog']);
    expect(personal.source.size).toBe(0);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('can still export and delete what was kept before', async () => {
    (await open()).learn('a');
    await saved();
    const personal = await open(false);
    expect(personal.source.size).toBe(0);
    expect((await personal.export()).ngrams.map(({ text }) => text)).toEqual(['a']);
    await personal.delete();
    expect((await personal.export()).ngrams).toEqual([]);
  });
});

describe('where nothing can be kept', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('private window', 'SecurityError');
      },
    });
  });

  it('learns until the page is left, with a warning', async () => {
    const personal = await open();
    personal.learn('the cat');
    await vi.advanceTimersByTimeAsync(2000);
    expect(personal.source.size).toBeGreaterThan(0);
    expect((await personal.export()).ngrams.length).toBe(personal.source.size);
    await personal.delete();
    expect(personal.source.size).toBe(0);
    expect(onWarning).toHaveBeenCalledTimes(1);
  });

  it('says nothing of it to a writer who did not ask', async () => {
    const personal = await open(false);
    expect((await personal.export()).ngrams).toEqual([]);
    expect(onWarning).not.toHaveBeenCalled();
  });
});

it('goes on with nothing where what was kept is damaged, with a warning', async () => {
  const store = await PersonalStore.open();
  await store.write(FINGERPRINT, {
    tokens: Int32Array.of(1),
    orders: Uint8Array.of(6),
    weights: Float32Array.of(1),
  });
  const personal = await open();
  expect(personal.source.size).toBe(0);
  expect(onWarning).toHaveBeenCalledWith(expect.objectContaining({ code: 'corrupt' }));
});

it('warns where writing down fails', async () => {
  const write = vi
    .spyOn(PersonalStore.prototype, 'write')
    .mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  const personal = await open();
  personal.learn('the cat');
  await vi.advanceTimersByTimeAsync(1000);
  expect(onWarning).toHaveBeenCalledWith(expect.objectContaining({ name: 'QuotaExceededError' }));
  write.mockRestore();
});
