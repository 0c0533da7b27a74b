import { describe, expect, it, vi } from 'vitest';
import { AssetError } from './asset-error';
import { createHost, type Engine, type LoadHooks, type Suggester } from './host';
import type { EngineConfig, Reply } from './protocol';

const config: EngineConfig = { modelUrl: 'm', ngramsUrl: 'n', ortUrl: 'o/', device: 'auto' };
const drafts = [{ text: ' be', confidence: 0.5, source: 'model' as const }];

function start(suggest: Suggester['suggest'], load?: (hooks: LoadHooks) => Promise<Engine>) {
  const replies: Reply[] = [];
  const engine: Engine = { session: { suggest }, device: 'wasm', reason: 'asked for', ngrams: true };
  const loader = vi.fn((_: EngineConfig, hooks: LoadHooks) => load?.(hooks) ?? Promise.resolve(engine));
  const send = createHost((reply) => replies.push(reply), loader);
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
      { type: 'error', id: 5, code: 'failed' },
      { type: 'error', code: 'failed' },
    ]);
    ask(6);
  });

  it('wants to be loaded first', async () => {
    const { ask, replies, settled } = start(() => Promise.resolve(drafts));
    ask(1);
    await settled(1);
    expect(replies).toMatchObject([{ type: 'error', id: 1, message: "A 'load' message has to come first." }]);
  });
});
