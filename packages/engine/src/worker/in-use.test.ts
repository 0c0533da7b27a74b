import { describe, expect, it, vi } from 'vitest';
import { EngineError } from '../protocol/errors';
import { quietInNoTime } from '../beside/quiet.fixture';
import type { Engine, Suggester } from './engine';
import { drafts, engineOf } from './host.fixture';
import { InUse } from './in-use';

const hooks = () => ({
  signal: new AbortController().signal,
  onPartial: () => undefined,
  onSuppressed: () => undefined,
});
const faster = [{ text: ' now', confidence: 0.5, source: 'model' as const }];

const atOnce = <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal);
const request = { text: 'I will' };

/** An engine on WASM that finds one on WebGPU. */
function made(suggest: Suggester['suggest'] = () => Promise.resolve(faster)) {
  let lose = (_: string): void => undefined;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const dispose = vi.fn(() => Promise.resolve());
  const readAhead = vi.fn<Suggester['readAhead']>(() => Promise.resolve());
  const other: Engine = {
    ...engineOf(suggest),
    session: { suggest, readAhead },
    device: 'webgpu',
    lost,
    dispose,
  };
  const improve = vi.fn(() => Promise.resolve(other));
  const first: Engine = { ...engineOf(() => Promise.resolve(drafts)), improve };
  const changes: string[] = [];
  const inUse = new InUse(first, ({ device }) => changes.push(device));
  /** Makes the first drafts, and then looks for the other. */
  const change = async (): Promise<void> => {
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    await inUse.improve(atOnce);
  };
  return { inUse, change, changes, lose, readAhead, improve, dispose };
}
describe('the engine in use', () => {
  it('is the first one, until another has read the text', async () => {
    const { inUse, change, changes, readAhead, dispose } = made();
    await change();
    expect(readAhead.mock.calls[0]![0]).toEqual({ text: 'I will', context: '' });
    expect(changes).toEqual(['webgpu']);
    expect(await inUse.suggest(request, hooks())).toBe(faster);
    expect(dispose).not.toHaveBeenCalled();
  });

  it('looks for another only after the first drafts', async () => {
    const { inUse, changes, improve } = made();
    const looking = inUse.improve(atOnce);
    await new Promise((resolve) => setTimeout(resolve));
    expect(improve).not.toHaveBeenCalled();
    await inUse.suggest(request, hooks());
    await looking;
    expect(changes).toEqual(['webgpu']);
  });

  it('does what the other fails at, without a word of it to the writer', async () => {
    const { inUse, change, changes, dispose } = made(() =>
      Promise.reject(new EngineError('device-lost', 'gone')),
    );
    await change();
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    expect(changes).toEqual(['webgpu', 'wasm']);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('goes back when the other’s device is lost between requests', async () => {
    const { inUse, change, changes, lose, dispose } = made();
    await change();
    lose('the graphics processor was lost');
    await vi.waitUntil(() => changes.length === 2);
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
  });

  it('never changes to one that is lost before it is ready', async () => {
    const { change, changes, lose, readAhead, dispose } = made();
    readAhead.mockImplementation(() => {
      lose('lost');
      return new Promise(() => undefined);
    });
    await change();
    expect(changes).toEqual([]);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('ends one that can not read the text, though ending fails too', async () => {
    const { change, changes, readAhead, dispose } = made();
    readAhead.mockImplementation(() => Promise.reject(new Error('out of memory')));
    dispose.mockImplementation(() => Promise.reject(new Error('gone')));
    await change();
    expect(changes).toEqual([]);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('waits for no pass of the other while it reads the text', async () => {
    const { inUse, changes, readAhead } = made();
    let read = (): void => undefined;
    readAhead.mockImplementationOnce(() => new Promise<void>((resolve) => (read = resolve)));
    const { quiet } = quietInNoTime();
    await inUse.suggest(request, hooks());
    const looking = inUse.improve(quiet.whenQuiet);
    await vi.waitUntil(() => readAhead.mock.calls.length === 1);
    expect(await quiet.disturb(() => inUse.suggest(request, hooks()))).toBe(drafts);
    expect(changes).toEqual([]);
    read();
    await looking;
    expect(readAhead).toHaveBeenCalledTimes(2);
    expect(changes).toEqual(['webgpu']);
  });

  it('lets errors of the request through', async () => {
    const { inUse, change, changes, dispose } = made(() =>
      Promise.reject(new EngineError('bad-options', 'k is 0')),
    );
    await change();
    await expect(inUse.suggest(request, hooks())).rejects.toThrow('k is 0');
    expect(changes).toEqual(['webgpu']);
    expect(dispose).not.toHaveBeenCalled();
  });
});
