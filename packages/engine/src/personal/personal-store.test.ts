import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PersonalStore } from './personal-store';

const snapshot = (token: number) => ({
  tokens: Int32Array.of(token, token + 1),
  orders: Uint8Array.of(2),
  weights: Float32Array.of(1.5),
});

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe('PersonalStore', () => {
  it('has nothing at first', async () => {
    expect(await (await PersonalStore.open()).read('aa')).toBeUndefined();
  });

  it('keeps n-grams from one visit to the next, by vocabulary', async () => {
    const store = await PersonalStore.open();
    await store.write('aa', snapshot(1));
    await store.write('bb', snapshot(5));
    await store.write('aa', snapshot(3));
    const next = await PersonalStore.open();
    expect(await next.read('aa')).toEqual(snapshot(3));
    expect(await next.read('bb')).toEqual(snapshot(5));
  });

  it('keeps what is never to be offered, each once', async () => {
    const store = await PersonalStore.open();
    for (const text of ['kind regards', 'well', 'well']) await store.writeNever(text);
    expect(await (await PersonalStore.open()).readNever()).toEqual(['kind regards', 'well']);
  });

  it('deletes those of all vocabularies, and what is never to be offered', async () => {
    const store = await PersonalStore.open();
    await store.writeNever('well');
    await store.write('aa', snapshot(1));
    await store.write('bb', snapshot(5));
    await store.clear();
    expect(await store.read('aa')).toBeUndefined();
    expect(await store.readNever()).toEqual([]);
    expect(await (await PersonalStore.open()).read('bb')).toBeUndefined();
  });

  it('gives way to a tab that wants to delete the database', async () => {
    const store = await PersonalStore.open();
    await store.write('aa', snapshot(1));
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('superposed-personal');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(new Error('not deleted'));
    });
    expect(await (await PersonalStore.open()).read('aa')).toBeUndefined();
  });

  it('says where the browser lets nothing be kept', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    await expect(PersonalStore.open()).rejects.toThrow('no');
  });
});
