import { describe, expect, it, vi } from 'vitest';
import { connect } from './client';
import type { Status } from './connection';
import type { EngineError } from '../protocol/errors';
import { clients, config, FakePort, open, READY, useFakePorts } from '../protocol/fake-port.fixture';
import type { Request } from '../protocol/protocol';

const texts = async (drafts: Promise<{ text: string }[]>) => (await drafts).map(({ text }) => text);
const aborted = { name: 'AbortError' };

useFakePorts();

describe('the worker', () => {
  it('tells how it does', () => {
    const states: Status[] = [];
    const warnings: EngineError[] = [];
    const { client, port } = open('m', {
      onStatus: (status: Status) => states.push(status),
      onWarning: (error: EngineError) => warnings.push(error),
    });
    expect(client.status).toEqual({ state: 'loading', phase: 'model', loaded: 0, total: 0 });
    port.say({ type: 'progress', phase: 'model', loaded: 3, total: 9 });
    port.say({ type: 'warning', code: 'missing-part', message: 'no table' });
    port.say(READY);
    expect(states).toEqual([
      { state: 'loading', phase: 'model', loaded: 3, total: 9 },
      { state: 'ready', device: 'wasm', reason: 'asked for', ngrams: false },
    ]);
    expect(warnings).toMatchObject([{ code: 'missing-part', message: 'no table' }]);
  });

  it('fails for good when the model can not be had, until it is tried again', async () => {
    const { client, port } = open();
    const waiting = client.suggest('I');
    port.say({ type: 'error', code: 'missing-part', message: 'part-1.bin is not there' });
    await expect(waiting).rejects.toMatchObject({ code: 'missing-part' });
    expect(client.status).toMatchObject({ state: 'failed', code: 'missing-part' });
    await expect(client.suggest('I')).rejects.toMatchObject({ code: 'missing-part' });
    expect(port.terminated).toBe(true);

    client.retry();
    expect(FakePort.all).toHaveLength(2);
    expect(client.status.state).toBe('loading');
    const again = client.suggest('I', { debounce: 0 });
    FakePort.all[1]!.answer(' am');
    expect(await texts(again)).toEqual([' am']);
  });

  it('is not tried again while it works', () => {
    const { client } = open();
    client.retry();
    expect(FakePort.all).toHaveLength(1);
  });

  it.each([
    ['dies while it loads', (port: FakePort) => port.crash('')],
    ['says what nobody understands', (port: FakePort) => port.say({ type: 'hello' })],
  ])('fails when it %s', (_, act) => {
    const { client, port } = open();
    act(port);
    expect(client.status).toMatchObject({ state: 'failed', code: 'worker-crashed' });
    expect(FakePort.all).toHaveLength(1);
  });

  it('fails where workers are forbidden, and says what has to be allowed', async () => {
    const client = connect(config, {}, () => {
      throw new DOMException('blocked', 'SecurityError');
    });
    clients.push(client);
    await vi.waitFor(() => expect(client.status.state).toBe('failed'));
    expect(client.status).toMatchObject({
      code: 'worker-refused',
      message: expect.stringMatching(/blocked.*allow-same-origin.*worker-src.*superposed-complete/) as string,
    });
  });
});

describe('a worker that dies after it had worked', () => {
  const worker = (n: number) => FakePort.all[n]!;

  it('is replaced after a while, and the next one is asked the same', async () => {
    vi.useFakeTimers();
    const warnings: EngineError[] = [];
    const { client, port } = open('m', { onWarning: (error: EngineError) => warnings.push(error) });
    port.say(READY);
    const drafts = client.suggest('I', { debounce: 0 });
    const exported = client.exportPersonal();
    port.crash('out of memory');
    expect(client.status.state).toBe('loading');
    expect(warnings).toMatchObject([{ code: 'worker-crashed' }]);
    expect(FakePort.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(250);
    expect(worker(1).requests.slice(1)).toEqual(port.requests.slice(1));
    port.say(READY);
    expect(client.status.state).toBe('loading');
    worker(1).answer(' am');
    expect(await texts(drafts)).toEqual([' am']);
    worker(1).say({ type: 'personal', id: 2, kept: null });
    expect(await exported).toBeNull();
  });

  it('is not replaced for ever, unless one answers in between', async () => {
    vi.useFakeTimers();
    const { client } = open();
    const waits: number[] = [];
    const die = async (n: number) => {
      worker(n).say(READY);
      worker(n).crash('out of memory');
      let waited = 0;
      for (; client.status.state === 'loading' && FakePort.all.length < n + 2; waited += 50) {
        await vi.advanceTimersByTimeAsync(50);
      }
      waits.push(waited);
    };
    await die(0);
    await die(1);
    const drafts = client.suggest('I', { debounce: 0 });
    worker(2).answer(' am');
    await drafts;
    for (const n of [2, 3, 4, 5]) await die(n);
    expect(waits).toEqual([250, 1000, 250, 1000, 4000, 0]);
    expect(client.status).toMatchObject({ state: 'failed', code: 'worker-crashed' });
    client.retry();
    expect(FakePort.all).toHaveLength(7);
  });

  it('gives up a request that three workers died of, and goes on with the next', async () => {
    vi.useFakeTimers();
    const { client, port } = open();
    port.say(READY);
    const deadly = client.suggest('I', { debounce: 0 });
    void deadly.catch(() => undefined);
    port.crash('');
    for (const n of [1, 2]) {
      await vi.advanceTimersByTimeAsync(1000);
      worker(n).say(READY);
      worker(n).crash('');
    }
    await expect(deadly).rejects.toMatchObject({ code: 'worker-crashed' });
    const next = client.suggest('I am', { debounce: 0 });
    await vi.advanceTimersByTimeAsync(4000);
    expect(worker(3).requests.map(({ type }) => type)).toEqual(['load', 'suggest']);
    worker(3).answer(' here');
    expect(await texts(next)).toEqual([' here']);
  });

  it('is found out where it dies or hangs without a word, but not where it only takes its time', async () => {
    vi.useFakeTimers();
    const { client, port } = open();
    port.say(READY);
    const drafts = client.suggest('I', { debounce: 0 });
    for (let minute = 0; minute < 5; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      expect(port.requests.at(-1)).toEqual({ type: 'ping' });
      port.say({ type: 'pong' });
    }
    expect(FakePort.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(70_000);
    expect(port.terminated).toBe(true);
    worker(1).answer(' am');
    expect(await texts(drafts)).toEqual([' am']);
    const asked = worker(1).requests.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(worker(1).requests).toHaveLength(asked);
  });

  it('goes on without the graphics processor when that was lost twice in a row', async () => {
    vi.useFakeTimers();
    const { port } = open();
    const lose = async (n: number) => {
      worker(n).say(READY);
      worker(n).say({ type: 'lost', message: 'the graphics processor was lost' });
      await vi.advanceTimersByTimeAsync(1000);
      return (worker(n + 1).requests[0] as Request & { type: 'load' }).config.device;
    };
    expect(port.requests).toMatchObject([{ config: { device: 'auto' } }]);
    expect(await lose(0)).toBe('auto');
    expect(await lose(1)).toBe('wasm');
  });
});

describe('sharing', () => {
  it('gives clients of one configuration one worker, and ends it with the last', async () => {
    const a = open();
    const b = open();
    const other = open('another');
    expect(FakePort.all).toHaveLength(2);
    const drafts = a.client.suggest('I');
    a.client.dispose();
    a.client.dispose();
    await expect(drafts).rejects.toMatchObject(aborted);
    await expect(a.client.suggest('I')).rejects.toMatchObject(aborted);
    expect(b.port.terminated).toBe(false);
    b.client.dispose();
    expect(b.port.terminated).toBe(true);
    expect(other.port.terminated).toBe(false);
  });
});

describe('what is learned of a writer', () => {
  it('goes to the worker, and comes back or is deleted when asked for', async () => {
    const { client, port } = open();
    client.learn('Dear Ms Okonkwo');
    client.learn('');
    const kept = { format: 'superposed-personal', version: 1, tokenizer: 'f', ngrams: [] };
    const exported = client.exportPersonal();
    const deleted = client.deletePersonal();
    expect(port.requests.slice(1)).toEqual([
      { type: 'learn', text: 'Dear Ms Okonkwo' },
      { type: 'export-personal', id: 1 },
      { type: 'delete-personal', id: 2 },
    ]);
    port.say({ type: 'personal', id: 2, kept: null });
    port.say({ type: 'personal', id: 1, kept });
    expect(await exported).toEqual(kept);
    await deleted;
  });

  it('rejects where the worker can not answer', async () => {
    const { client, port } = open();
    const exported = client.exportPersonal();
    port.say({ type: 'error', id: 1, code: 'failed', message: 'The disk is gone.' });
    await expect(exported).rejects.toMatchObject({ message: 'The disk is gone.' });
    const deleted = client.deletePersonal();
    port.crash('gone');
    await expect(deleted).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(client.exportPersonal()).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  it('is a matter of the configuration: who has not agreed has another worker', () => {
    const one = connect(config, {}, () => new FakePort());
    const other = connect({ ...config, personal: true }, {}, () => new FakePort());
    expect(FakePort.all).toHaveLength(2);
    one.dispose();
    other.dispose();
  });
});

describe('a client without a model', () => {
  it('does not wait for the next key while the table alone makes the drafts', async () => {
    const { client, port } = open();
    const asked = client.suggest('I', { debounce: 10_000 });
    expect(port.ids).toEqual([1]);
    port.answer(' am');
    await asked;
  });

  it('can try the model again', () => {
    const { client, port } = open();
    port.say({ ...READY, device: 'none' });
    client.retry();
    expect(FakePort.all).toHaveLength(2);
    expect(port.terminated).toBe(true);
  });
});
