import { describe, expect, it, vi } from 'vitest';
import { EngineError } from '../protocol/errors';
import type { Engine, Suggester } from './engine';
import { drafts, engineOf } from './host.fixture';
import { InUse } from './in-use';

const hooks = () => ({
  signal: new AbortController().signal,
  onPartial: () => undefined,
  onSuppressed: () => undefined,
});
const faster = [{ text: ' now', confidence: 0.5, source: 'model' as const }];

/** An engine on WASM that finds one on WebGPU. */
function made(suggest: Suggester['suggest'] = () => Promise.resolve(faster)) {
  let lose = (_: string): void => undefined;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const readAhead = vi.fn<Suggester['readAhead']>(() => Promise.resolve());
  const other: Engine = { ...engineOf(suggest), session: { suggest, readAhead }, device: 'webgpu', lost };
  const first: Engine = { ...engineOf(() => Promise.resolve(drafts)), improve: () => Promise.resolve(other) };
  const changes: string[] = [];
  const inUse = new InUse(first, ({ device }) => changes.push(device));
  return { inUse, changes, lose, readAhead };
}
const atOnce = <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal);
const request = { text: 'I will' };

describe('the engine in use', () => {
  it('is the first one, until another has read the text', async () => {
    const { inUse, changes, readAhead } = made();
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    await inUse.improve(atOnce);
    expect(readAhead.mock.calls[0]![0]).toEqual({ text: 'I will', context: '' });
    expect(changes).toEqual(['webgpu']);
    expect(await inUse.suggest(request, hooks())).toBe(faster);
  });

  it('does what the other fails at, without a word of it to the writer', async () => {
    const { inUse, changes } = made(() => Promise.reject(new EngineError('device-lost', 'gone')));
    await inUse.improve(atOnce);
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
    expect(changes).toEqual(['webgpu', 'wasm']);
  });

  it('goes back when the other’s device is lost between requests', async () => {
    const { inUse, changes, lose } = made();
    await inUse.improve(atOnce);
    lose('the graphics processor was lost');
    await vi.waitUntil(() => changes.length === 2);
    expect(await inUse.suggest(request, hooks())).toBe(drafts);
  });

  it('never changes to one that is lost before it is ready', async () => {
    const { inUse, changes, lose, readAhead } = made();
    await inUse.suggest(request, hooks());
    readAhead.mockImplementation(() => {
      lose('lost');
      return new Promise(() => undefined);
    });
    await inUse.improve(atOnce);
    expect(changes).toEqual([]);
  });

  it('lets errors of the request through', async () => {
    const { inUse, changes } = made(() => Promise.reject(new EngineError('bad-options', 'k is 0')));
    await inUse.improve(atOnce);
    await expect(inUse.suggest(request, hooks())).rejects.toThrow('k is 0');
    expect(changes).toEqual(['webgpu']);
  });
});
