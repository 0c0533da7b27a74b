import { describe, expect, it } from 'vitest';
import { AssetError } from '../assets/asset-error';
import type { Engine } from './engine';
import { config, drafts, engineOf, instantDrafts, modelDrafts, start, table } from './host.fixture';

/** A promise and what settles it. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

describe('the first focus', () => {
  const readAhead = { type: 'read-ahead', context: '' };

  it.each([
    ['I will', 'I will'],
    ['', 'Thank you for '],
  ])(
    'makes drafts of “%s” that nobody sees, so that a key need not wait for what they take the first time',
    async (text, seen) => {
      const { suggest, load } = table();
      const { send, ask, replies, settled } = start(modelDrafts, undefined, load);
      send({ type: 'load', config });
      for (let focus = 0; focus < 2; focus++) send({ ...readAhead, text });
      await settled(1);
      await new Promise((resolve) => setTimeout(resolve));
      expect(suggest.mock.calls).toEqual([[{ text: seen }]]);
      ask(1);
      await settled(2);
      expect(replies.slice(1)).toEqual([{ type: 'drafts', id: 1, drafts, done: true }]);
    },
  );

  it('takes no harm where that fails, or where there is no table', async () => {
    const { suggest, load } = table();
    suggest.mockImplementation(() => {
      throw new Error('a bad shard');
    });
    for (const loadNgrams of [load, undefined]) {
      const { send, ask, replies, settled } = start(modelDrafts, undefined, loadNgrams);
      send({ type: 'load', config });
      send({ ...readAhead, text: 'I will' });
      await settled(1);
      ask(1);
      await settled(2);
      expect(replies.map(({ type }) => type)).toEqual(['ready', 'drafts']);
    }
    expect(suggest).toHaveBeenCalledOnce();
  });
});

describe('instant drafts', () => {
  it('come while the model loads, and its own take their place', async () => {
    const model = deferred<Engine>();
    const { send, ask, replies, settled } = start(
      modelDrafts,
      () => model.promise,
      () => table().load(),
    );
    send({ type: 'load', config });
    ask(1);
    await settled(1);
    expect(replies).toEqual([{ type: 'drafts', id: 1, drafts: instantDrafts, done: false }]);
    model.resolve(engineOf(modelDrafts));
    await settled(3);
    expect(replies.slice(1)).toEqual([
      { type: 'ready', device: 'wasm', reason: 'asked for', ngrams: true },
      { type: 'drafts', id: 1, drafts, done: true },
    ]);
  });

  it('come for each keystroke while the model loads; a newer one ends the wait of the one before', async () => {
    const { send, ask, replies, settled } = start(
      modelDrafts,
      () => new Promise(() => undefined),
      () => table().load(),
    );
    send({ type: 'load', config });
    for (const id of [1, 2, 3]) {
      ask(id);
      await settled(2 * id - 1);
    }
    expect(replies.map((reply) => [reply.type, 'id' in reply && reply.id])).toEqual([
      ['drafts', 1],
      ['error', 1],
      ['drafts', 2],
      ['error', 2],
      ['drafts', 3],
    ]);
  });

  it('come as soon as the table is there, for the request that waits', async () => {
    const gate = deferred<undefined>();
    const { send, ask, replies, settled } = start(
      modelDrafts,
      () => new Promise(() => undefined),
      () => table(gate.promise).load(),
    );
    send({ type: 'load', config });
    ask(1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(replies).toEqual([]);
    gate.resolve(undefined);
    await settled(1);
    expect(replies).toMatchObject([{ type: 'drafts', id: 1, drafts: instantDrafts, done: false }]);
  });

  it('do not come once the model is there, nor after its drafts', async () => {
    const gate = deferred<undefined>();
    const { suggest, load } = table(gate.promise);
    const { send, ask, replies, settled } = start(modelDrafts, undefined, load);
    send({ type: 'load', config });
    await settled(1);
    ask(1);
    await settled(2);
    gate.resolve(undefined);
    ask(2);
    await settled(3);
    expect(suggest).not.toHaveBeenCalled();
    expect(replies.slice(1)).toMatchObject([
      { drafts, done: true },
      { drafts, done: true },
    ]);
  });

  it('go on without a model that can not be had, which is named', async () => {
    const model = deferred<Engine>();
    const { send, ask, replies, settled } = start(
      modelDrafts,
      () => model.promise,
      () => table().load(),
    );
    send({ type: 'load', config });
    ask(1);
    await settled(1);
    model.reject(new AssetError('missing-part', 'part-2.bin is not there.'));
    await settled(4);
    ask(2);
    await settled(5);
    expect(replies).toEqual([
      { type: 'drafts', id: 1, drafts: instantDrafts, done: false },
      { type: 'warning', code: 'missing-part', message: 'part-2.bin is not there.' },
      { type: 'ready', device: 'none', reason: 'part-2.bin is not there.', ngrams: true },
      { type: 'drafts', id: 1, drafts: instantDrafts, done: true },
      { type: 'drafts', id: 2, drafts: instantDrafts, done: true },
    ]);
  });

  it('can not stand in for the model without a table', async () => {
    const { send, ask, replies, settled } = start(modelDrafts, () =>
      Promise.reject(new AssetError('offline', 'No connection.')),
    );
    send({ type: 'load', config });
    ask(1);
    await settled(2);
    expect(replies).toContainEqual({ type: 'error', code: 'offline', message: 'No connection.' });
    expect(replies).toContainEqual({ type: 'error', id: 1, code: 'offline', message: 'No connection.' });
  });
});

describe('what is kept of the writer', () => {
  it('is learned, exported and deleted', async () => {
    const { personal, load } = table();
    const kept = { format: 'superposed-personal', version: 1, tokenizer: '0', ngrams: [], never: [] };
    personal.export.mockResolvedValue(kept);
    const { send, replies, settled } = start(modelDrafts, undefined, load);
    send({ type: 'load', config });
    await settled(1);
    send({ type: 'learn', text: 'Dear Ms Okonkwo' });
    send({ type: 'export-personal', id: 4 });
    await settled(2);
    send({ type: 'delete-personal', id: 5 });
    await settled(3);
    expect(personal.learn).toHaveBeenCalledExactlyOnceWith('Dear Ms Okonkwo');
    expect(personal.delete).toHaveBeenCalledOnce();
    expect(replies.slice(1)).toEqual([
      { type: 'personal', id: 4, kept },
      { type: 'personal', id: 5, kept: null },
    ]);
  });

  it('is what they never want to be offered, from then on and from earlier visits', async () => {
    const { personal, load } = table();
    personal.never.add('far away');
    const wrote = [' be far away', ' be home', ' be glad'].map((text) => ({ ...drafts[0]!, text }));
    const { send, ask, replies, settled } = start(() => Promise.resolve(wrote), undefined, load);
    send({ type: 'load', config });
    await settled(1);
    send({ type: 'never-suggest', id: 7, text: 'HOME' });
    await settled(2);
    ask(1);
    await settled(3);
    expect(personal.neverSuggest).toHaveBeenCalledExactlyOnceWith('HOME');
    expect(replies.slice(1)).toEqual([
      { type: 'personal', id: 7, kept: null },
      { type: 'drafts', id: 1, drafts: wrote.slice(2), done: true },
    ]);
    send({ type: 'delete-personal', id: 8 });
    await settled(4);
    ask(2);
    await settled(5);
    expect(replies.at(-1)).toMatchObject({ drafts: wrote });
  });

  it('is what they never want to be offered, without a table too', async () => {
    const { send, ask, replies, settled } = start(modelDrafts);
    send({ type: 'load', config });
    await settled(1);
    send({ type: 'never-suggest', id: 7, text: drafts[0]!.text });
    await settled(2);
    ask(1);
    await settled(3);
    expect(replies.at(-1)).toMatchObject({ type: 'drafts', drafts: drafts.slice(1) });
  });

  it('is nothing where there is no table, and a failure is that of the request', async () => {
    const { send, replies, settled } = start(modelDrafts);
    send({ type: 'export-personal', id: 1 });
    send({ type: 'learn', text: 'a' });
    await settled(1);
    expect(replies).toEqual([{ type: 'personal', id: 1, kept: null }]);
    const { personal, load } = table();
    personal.delete.mockRejectedValue(new Error('The disk is gone.'));
    const other = start(modelDrafts, undefined, load);
    other.send({ type: 'load', config });
    other.send({ type: 'delete-personal', id: 2 });
    await other.settled(2);
    expect(other.replies).toContainEqual({
      type: 'error',
      id: 2,
      code: 'failed',
      message: 'The disk is gone.',
    });
  });
});
