import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStubbedAssets } from '../assets/assets.fixture';
import { losable } from '../beside/fake-models.fixture';
import { fakeThread } from '../beside/fake-thread.fixture';
import { RemoteModel } from '../beside/remote-model';
import * as onWasm from '../drafting/session.fixture';
import type { Reply } from '../protocol/protocol';
import type { Engine } from './engine';
import { improver } from './faster-engine';
import { config } from './host.fixture';
import { createHost } from './host';

/* The whole of the worker with a stub of an adapter, whose device may be lost at any moment. */

const assets = useStubbedAssets();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('location', { href: 'https://page.test/worker.js' });
  vi.stubGlobal('navigator', { userAgent: 'Browser 1' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Milliseconds of a pass: of our kernels, of an adapter whose hand-overs take 30 each, and of a fast one. */
const PASS = { wasm: 6, slow: 60, fast: 1 };

async function tenthOfASecond(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
  await new Promise((resolve) => setImmediate(resolve));
}

interface Stub {
  readonly pass: number;
  /** What happens in the thread before each of its passes. */
  readonly beforePass?: (pass: number, lose: () => void) => Promise<never> | undefined;
  /** What happens to its thread while the model is built; it rejects where that can't be. */
  readonly build?: (port: ReturnType<typeof fakeThread>) => Promise<void>;
}

/** A worker on WASM, beside an adapter if one is given; `events` are drafts, passes, and what becomes of the adapter. */
function worker(stub: Stub | null) {
  const events: string[] = [];
  assets.kept.clear();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now + Date.now());
  const tick = (ms: number): void => void (now += ms);
  const first = onWasm.start(() => {
    events.push('wasm pass');
    tick(PASS.wasm);
  });
  const engine: Engine = { session: first.session, device: 'wasm', reason: 'at first', ngrams: false };
  const port = fakeThread(async () => {
    events.push('built');
    await stub!.build?.(port);
    const far = losable(onWasm.start().model);
    const forward = far.model.forward.bind(far.model);
    let passes = 0;
    far.model.forward = async (rows) => {
      await stub!.beforePass?.(passes++, far.lose);
      events.push('gpu pass');
      tick(stub!.pass);
      return forward(rows);
    };
    return far.model;
  });
  const improve =
    stub &&
    improver(
      {
        parts: { model: first.model, tokenizer: onWasm.tokenizer, ngrams: null },
        config,
        rival: { name: 'graphics adapter Card 9', key: 'v///Card 9' },
        engine,
      },
      new Uint8Array(9),
      (bytes, ortUrl) => RemoteModel.start(port, bytes, ortUrl),
    );
  const replies: Reply[] = [];
  const send = createHost(
    (reply) => {
      replies.push(reply);
      if (reply.type === 'drafts' && reply.done) events.push('drafts');
    },
    {
      engine: () => Promise.resolve({ ...engine, ...(improve && { improve }) }),
      ngrams: () => Promise.resolve(null),
    },
  );
  send({ type: 'load', config: { ...config, ngramsUrl: null } });
  let id = 0;
  /** Types on for a while, with pauses that are long enough for a trial. @returns the drafts, or what came instead */
  const write = async (requests: number): Promise<Reply[]> => {
    const answers: Reply[] = [];
    while (answers.length < requests) {
      id++;
      send({ type: 'suggest', id, text: id % 2 ? 'We will:' : 'So we will:', options: { k: 2 } });
      const isAnswer = (reply: Reply) =>
        'id' in reply && reply.id === id && (reply.type === 'drafts' ? reply.done : true);
      while (!replies.some(isAnswer)) await tenthOfASecond();
      answers.push(replies.find(isAnswer)!);
      for (let tenths = 0; tenths < 80; tenths++) await tenthOfASecond();
    }
    return answers;
  };
  const devices = () => replies.flatMap((reply) => (reply.type === 'ready' ? [reply.device] : []));
  return { events, replies, write, devices, ended: port.terminate };
}

/** What is written in these tests, and the drafts for it where there is no adapter. */
const REQUESTS = 4;
const expected = (): Promise<Reply[]> => worker(null).write(REQUESTS);

describe('an adapter', () => {
  it('is taken where its steps are fast', async () => {
    const { write, devices, events, ended } = worker({ pass: PASS.fast });
    expect(await write(REQUESTS)).toEqual(await expected());
    expect(devices()).toEqual(['wasm', 'webgpu']);
    expect(events.slice(-2)).toEqual(['gpu pass', 'drafts']);
    expect(ended).not.toHaveBeenCalled();
  });

  it('is left where its submits are slow, and its thread ended', async () => {
    const { write, devices, events, ended } = worker({ pass: PASS.slow });
    expect(await write(REQUESTS)).toEqual(await expected());
    expect(devices()).toEqual(['wasm']);
    expect(events).toContain('gpu pass');
    expect(events.slice(-2)).toEqual(['wasm pass', 'drafts']);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it.each(['fast', 'slow'] as const)(
    'keeps nobody waiting for the first drafts, whether it is %s or there is none',
    async (speed) => {
      const alone = worker(null);
      await alone.write(1);
      const beside = worker({ pass: PASS[speed] });
      await beside.write(1);
      const untilDrafts = ({ events }: typeof alone) => events.slice(0, events.indexOf('drafts') + 1);
      expect(untilDrafts(beside)).toEqual(untilDrafts(alone));
      expect(beside.events).toContain('built');
    },
  );
});

describe('a device that is lost', () => {
  it('before it is had costs no draft', async () => {
    const build = () => Promise.reject(new Error('the graphics processor was lost'));
    const { write, devices, events, ended } = worker({ pass: PASS.fast, build });
    expect(await write(REQUESTS)).toEqual(await expected());
    expect(devices()).toEqual(['wasm']);
    expect(events).toContain('built');
    expect(ended).toHaveBeenCalled();
  });

  it('with its thread, while its model is built, costs no draft', async () => {
    const build = (port: ReturnType<typeof fakeThread>): Promise<void> => {
      port.onerror?.({ message: 'the thread died' } as ErrorEvent);
      return new Promise(() => undefined);
    };
    const { write, devices, events, ended } = worker({ pass: PASS.fast, build });
    expect(await write(REQUESTS)).toEqual(await expected());
    expect(devices()).toEqual(['wasm']);
    expect(events).toContain('built');
    expect(ended).toHaveBeenCalled();
  });

  /** Passes that warm up, that are timed, that read the text, and those of requests. */
  const countPasses = async (): Promise<number> => {
    const { write, events } = worker({ pass: PASS.fast });
    await write(REQUESTS);
    return events.filter((event) => event === 'gpu pass').length;
  };
  const lastly = async (stub: Stub) => {
    const { write, devices, ended, replies } = worker(stub);
    expect(await write(REQUESTS)).toEqual(await expected());
    const taken = devices().includes('webgpu');
    expect(devices()).toEqual(taken ? ['wasm', 'webgpu', 'wasm'] : ['wasm']);
    expect(ended).toHaveBeenCalled();
    expect(replies.filter(({ type }) => type === 'lost' || type === 'error')).toEqual([]);
    return taken;
  };

  it('before any of its passes costs no draft', async () => {
    const passes = await countPasses();
    const taken: boolean[] = [];
    for (let at = 0; at < passes; at++) {
      const beforePass: Stub['beforePass'] = (pass, lose) => {
        if (pass === at) lose();
        return undefined;
      };
      taken.push(await lastly({ pass: PASS.fast, beforePass }));
    }
    expect([taken[0], taken.at(-1)]).toEqual([false, true]);
  });

  it('in any of its passes, which never ends, costs no draft', async () => {
    const passes = await countPasses();
    for (let at = 0; at < passes; at += 3) {
      const beforePass: Stub['beforePass'] = (pass, lose) => {
        if (pass !== at) return undefined;
        lose();
        return new Promise(() => undefined);
      };
      await lastly({ pass: PASS.fast, beforePass });
    }
  });

  it('without a word, so that a pass of a request never ends, costs no draft', async () => {
    const passes = await countPasses();
    const beforePass: Stub['beforePass'] = (pass) =>
      pass === passes - 1 ? new Promise(() => undefined) : undefined;
    expect(await lastly({ pass: PASS.fast, beforePass })).toBe(true);
  });
});
