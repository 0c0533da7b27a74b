import { describe, expect, it } from 'vitest';
import { AssetError } from '../assets/asset-error';
import { config, drafts, engineOf, modelDrafts, start } from './host.fixture';

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

  it("posts the page's phrases at once, and among the drafts", async () => {
    const { send, replies, settled } = start(modelDrafts);
    const ask = (id: number, options: object) =>
      send({
        type: 'suggest',
        id,
        text: 'Kind',
        options: { k: 2, phrases: ['Kind regards, Ada'], ...options },
      });
    const phrase = { text: ' regards, Ada', confidence: 0.3, source: 'phrases' };
    send({ type: 'load', config });
    ask(1, {});
    await settled(3);
    ask(2, { after: ' and more' });
    await settled(4);
    expect(replies.slice(1)).toEqual([
      { type: 'drafts', id: 1, drafts: [phrase], done: false },
      { type: 'drafts', id: 1, drafts: [...drafts, phrase], done: true },
      { type: 'drafts', id: 2, drafts, done: true },
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
