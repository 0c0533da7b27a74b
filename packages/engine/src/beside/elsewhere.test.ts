import { expect, it } from 'vitest';
import { elsewhere } from './elsewhere';

const never = new AbortController().signal;

it('passes results and errors on', async () => {
  const there = elsewhere();
  expect(await there(never, () => Promise.resolve(7))).toBe(7);
  await expect(there(never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await there(never, () => Promise.resolve(8))).toBe(8);
});

it('lets go of work at a signal, and begins the next when that has ended', async () => {
  const there = elsewhere();
  const stop = new AbortController();
  const done: string[] = [];
  let end = (): void => undefined;
  const first = there(stop.signal, () => new Promise<void>((resolve) => (end = resolve)));
  const waiting = there(stop.signal, () => Promise.resolve(done.push('never begun')));
  await Promise.resolve();
  stop.abort(new Error('stopped'));
  await expect(first).rejects.toThrow('stopped');
  await expect(waiting).rejects.toThrow('stopped');
  const next = there(never, () => Promise.resolve(done.push('next')));
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).toEqual([]);
  end();
  await next;
  expect(done).toEqual(['next']);
});

it('forgets an error of work that it has let go of', async () => {
  const there = elsewhere();
  const stop = new AbortController();
  let fail = (_: Error): void => undefined;
  const first = there(stop.signal, () => new Promise((_, reject) => (fail = reject)));
  await Promise.resolve();
  stop.abort(new Error('stopped'));
  await expect(first).rejects.toThrow('stopped');
  fail(new Error('lost'));
  expect(await there(never, () => Promise.resolve(1))).toBe(1);
});
