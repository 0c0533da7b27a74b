import { NgramTable } from '@superposed/ngram';
import { describe, expect, it, vi } from 'vitest';
import { AssetError } from '../assets/asset-error';
import { createHost, type Engine, type LoadHooks, type Suggester } from './host';
import type { Ngrams } from './load-ngrams';
import type { EngineConfig, Reply } from '../protocol/protocol';

const config: EngineConfig = { modelUrl: 'm', ngramsUrl: 'n', ortUrl: 'o/', device: 'auto' };
const drafts = [{ text: ' be', confidence: 0.5, source: 'model' as const }];

const instantDrafts = [{ text: ' not', confidence: 0.2, source: 'ngrams' as const }];

/** A table that makes drafts at once, or when `gate` opens. */
function table(gate: Promise<void> = Promise.resolve()) {
  const personal = { learn: vi.fn(), export: vi.fn(), delete: vi.fn(() => Promise.resolve()) };
  const suggest = vi.fn(() => instantDrafts);
  const ngrams: Ngrams = {
    source: new NgramTable('0'),
    known: true,
    instant: { suggest },
    personal,
    fits: () => Promise.resolve(true),
  };
  return { ngrams, personal, suggest, load: () => gate.then(() => ngrams) };
}

function start(
  suggest: Suggester['suggest'],
  load?: (hooks: LoadHooks) => Promise<Engine>,
  loadNgrams: () => Promise<Ngrams | null> = () => Promise.resolve(null),
) {
  const replies: Reply[] = [];
  const engine: Engine = { session: { suggest }, device: 'wasm', reason: 'asked for', ngrams: true };
  const loader = vi.fn((_: EngineConfig, hooks: LoadHooks) => load?.(hooks) ?? Promise.resolve(engine));
  const send = createHost((reply) => replies.push(reply), { engine: loader, ngrams: loadNgrams });
  const ask = (id: number, text = 'I will') => send({ type: 'suggest', id, text, options: { k: 2 } });
  return {
    replies,
    send,
    ask,
    loader,
    settled: (count: number) => vi.waitUntil(() => replies.length >= count),
  };
}

describe('the host', () => {
  it('loads once and says on what it runs', async () => {
    const { send, replies, loader, settled } = start(() => Promise.resolve(drafts));
    send({ type: 'load', config });
    send({ type: 'load', config });
    await settled(1);
    expect(replies).toEqual([{ type: 'ready', device: 'wasm', reason: 'asked for', ngrams: true }]);
    expect(loader).toHaveBeenCalledOnce();
  });

  it('posts progress and what is only missing', async () => {
    const { send, replies, settled } = start(
      () => Promise.resolve(drafts),
      ({ onProgress, onWarning }) => {
        onProgress('model', 1, 4);
        onWarning(new AssetError('missing-part', 'The table is not there.'));
        return Promise.reject(new AssetError('wrong-checksum', 'The model is damaged.'));
      },
    );
    send({ type: 'load', config });
    await settled(3);
    expect(replies).toEqual([
      { type: 'progress', phase: 'model', loaded: 1, total: 4 },
      { type: 'warning', code: 'missing-part', message: 'The table is not there.' },
      { type: 'error', code: 'wrong-checksum', message: 'The model is damaged.' },
    ]);
  });

  it('posts drafts as they grow', async () => {
    const { send, ask, replies, settled } = start(({ text, k }, { onPartial }) => {
      expect({ text, k }).toEqual({ text: 'I will', k: 2 });
      onPartial([{ text: ' b', confidence: 0.1, source: 'model' }]);
      return Promise.resolve(drafts);
    });
    send({ type: 'load', config });
    ask(7);
    await settled(3);
    expect(replies.slice(1)).toEqual([
      { type: 'drafts', id: 7, drafts: [{ text: ' b', confidence: 0.1, source: 'model' }], done: false },
      { type: 'drafts', id: 7, drafts, done: true },
    ]);
  });

  it('of 10,000 requests at once begins none but the last', async () => {
    const begun: string[] = [];
    const { send, ask, replies, settled } = start(({ text }) => {
      begun.push(text);
      return Promise.resolve(drafts);
    });
    send({ type: 'load', config });
    await settled(1);
    for (let id = 1; id <= 10_000; id++) ask(id, `I${id}`);
    await settled(10_001);
    expect(begun).toEqual(['I10000']);
    expect(replies.at(-1)).toEqual({ type: 'drafts', id: 10_000, drafts, done: true });
    expect(new Set(replies.slice(1, -1).map((reply) => 'code' in reply && reply.code))).toEqual(
      new Set(['aborted']),
    );
  });

  it('stops a request when a newer one or a cancellation comes, and never runs two at a time', async () => {
    let running = 0;
    const { send, ask, replies, settled } = start(async (_, { signal }) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      signal.throwIfAborted();
      return drafts;
    });
    send({ type: 'load', config });
    await settled(1);
    ask(1);
    await Promise.resolve();
    ask(2);
    ask(3);
    await settled(4);
    ask(4);
    send({ type: 'cancel', id: 3 });
    send({ type: 'cancel', id: 4 });
    await settled(5);
    const outcome = replies
      .slice(1)
      .map((reply) => [
        'id' in reply ? reply.id : undefined,
        reply.type === 'error' ? reply.code : reply.type,
      ]);
    expect(outcome).toEqual([
      [1, 'aborted'],
      [2, 'aborted'],
      [3, 'drafts'],
      [4, 'aborted'],
    ]);
  });

  it('goes on after a request that failed', async () => {
    let first = true;
    const { send, ask, replies, settled } = start(() => {
      if (!first) return Promise.resolve(drafts);
      first = false;
      return Promise.reject(new Error('out of memory'));
    });
    send({ type: 'load', config });
    ask(1);
    ask(2);
    await settled(3);
    ask(3);
    await settled(4);
    expect(replies.at(-1)).toEqual({ type: 'drafts', id: 3, drafts, done: true });
    expect(replies).not.toContainEqual(expect.objectContaining({ type: 'error', id: undefined }));
  });

  it('answers what it does not understand', () => {
    const { send, ask, replies } = start(() => Promise.resolve(drafts));
    send({ type: 'suggest', id: 5, text: 'a', options: { k: 99 } });
    send('hello');
    expect(replies).toMatchObject([
      { type: 'error', id: 5, code: 'bad-options' },
      { type: 'error', code: 'failed' },
    ]);
    ask(6);
  });

  it('gives a sign of life, and says when the device is lost', async () => {
    const { send, replies, settled } = start(
      () => Promise.resolve(drafts),
      () => Promise.resolve({ ...engineOf(modelDrafts), lost: Promise.resolve('the driver was updated') }),
    );
    send({ type: 'ping' });
    expect(replies).toEqual([{ type: 'pong' }]);
    send({ type: 'load', config });
    await settled(3);
    expect(replies.at(-1)).toEqual({ type: 'lost', message: 'the driver was updated' });
  });

  it('wants to be loaded first', async () => {
    const { ask, replies, settled } = start(() => Promise.resolve(drafts));
    ask(1);
    await settled(1);
    expect(replies).toMatchObject([{ type: 'error', id: 1, message: "A 'load' message has to come first." }]);
  });
});

/** A promise and what settles it. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

const engineOf = (suggest: Suggester['suggest']): Engine => {
  return { session: { suggest }, device: 'wasm', reason: 'asked for', ngrams: true };
};
const modelDrafts = () => Promise.resolve(drafts);

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
    const kept = { format: 'superposed-personal', version: 1, tokenizer: '0', ngrams: [] };
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
