import { describe, expect, it } from 'vitest';
import { connect } from './client';
import type { Status } from './connection';
import type { EngineError } from './errors';
import { clients, config, FakePort, open, READY, useFakePorts } from './fake-port.fixture';

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

  it('is replaced when it dies after it had worked', async () => {
    const { client, port } = open();
    port.say(READY);
    const drafts = client.suggest('I');
    port.crash('out of memory');
    await expect(drafts).rejects.toMatchObject({ code: 'restarted' });
    expect(FakePort.all).toHaveLength(2);
    port.say(READY);
    expect(client.status.state).toBe('loading');
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

  it('fails where workers are forbidden', () => {
    const client = connect(config, {}, () => {
      throw new DOMException('blocked', 'SecurityError');
    });
    clients.push(client);
    expect(client.status).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('blocked') as string,
    });
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
