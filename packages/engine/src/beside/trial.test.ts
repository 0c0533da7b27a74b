import type { RowCosts } from '@superposed/decoding';
import { describe, expect, it, vi } from 'vitest';
import { Clock, FAST_GPU, losable, ON_WASM, SLOW_SUBMITS, TimedModel } from './fake-models.fixture';
import { quietInNoTime } from './quiet.fixture';
import { tryOther, type TrialParts } from './trial';

const FLAT: RowCosts = [[1, 1]];

/** A trial of a model beside one like ours on WASM. @param known what an earlier visit found */
function trial(cost: { pass: number; row: number }, known: 'faster' | 'slower' | null = null) {
  const clock = new Clock();
  const used = new TimedModel(clock, ON_WASM);
  used.cacheLength = 20;
  const other = new TimedModel(clock, cost);
  const { model, lose } = losable(other);
  const keep = vi.fn(() => Promise.resolve());
  const parts: TrialParts = {
    used,
    start: vi.fn(() => Promise.resolve(model)),
    warmUp: vi.fn(() => Promise.resolve(FLAT)),
    whenQuiet: (work) => work(new AbortController().signal),
    finding: { recall: () => Promise.resolve(known), keep },
    budget: 1.5,
    now: clock.now,
  };
  return { parts, used, other, keep, lose };
}

describe('tryOther', () => {
  it('takes a device whose steps are fast, and keeps that', async () => {
    const { parts, used, other, keep } = trial(FAST_GPU);
    const won = await tryOther(parts);
    expect(won).toMatchObject({ model: other, rowCosts: FLAT });
    expect(won!.gain).toBeGreaterThan(1.5);
    expect(keep.mock.calls).toEqual([['faster']]);
    expect(used.cacheLength).toBe(20);
  });

  it('times steps with the head that drafts have, and the prompt with the whole one', async () => {
    const { parts, used, other } = trial(FAST_GPU);
    await tryOther(parts);
    const heads = [...Array<string>(6).fill('short'), ...Array<string>(3).fill('full')];
    expect([used.heads, other.heads]).toEqual([heads, heads]);
  });

  it('waits for no pass of the other when drafts are wanted, and times it anew after them', async () => {
    const { parts, other } = trial(FAST_GPU);
    const { quiet } = quietInNoTime();
    const forward = other.forward.bind(other);
    let end = (): void => undefined;
    other.forward = async (...pass) => {
      other.forward = forward;
      await new Promise<void>((resolve) => (end = resolve));
      return forward(...pass);
    };
    const done = tryOther({ ...parts, whenQuiet: quiet.whenQuiet });
    await vi.waitUntil(() => other.forward === forward);
    await quiet.disturb(() => Promise.resolve());
    expect(other.passes).toBe(0);
    end();
    expect(await done).toMatchObject({ model: other });
    expect(other.passes).toBe(10);
  });

  it('stays where hand-overs are slow, and ends the other', async () => {
    const { parts, other, keep } = trial(SLOW_SUBMITS);
    expect(await tryOther(parts)).toBeNull();
    expect(other.disposed).toBe(true);
    expect(keep.mock.calls).toEqual([['slower']]);
  });

  it('runs each pass once where it takes long', async () => {
    const { parts, used, other } = trial({ pass: 2000, row: 1 });
    expect(await tryOther(parts)).toBeNull();
    expect([used.passes, other.passes]).toEqual([9, 3]);
  });

  it('starts nothing where an earlier visit found it slower', async () => {
    const { parts } = trial(FAST_GPU, 'slower');
    expect(await tryOther(parts)).toBeNull();
    expect(parts.start).not.toHaveBeenCalled();
  });

  it('times nothing where an earlier visit found it faster', async () => {
    const { parts, used } = trial(FAST_GPU, 'faster');
    expect(await tryOther(parts)).toMatchObject({ gain: null });
    expect(used.passes).toBe(0);
  });

  it('waits for quiet before it starts anything', async () => {
    const { parts } = trial(FAST_GPU);
    let open = (): void => undefined;
    const quiet = new Promise<void>((resolve) => (open = resolve));
    const whenQuiet: TrialParts['whenQuiet'] = (work) => quiet.then(() => work(new AbortController().signal));
    const done = tryOther({ ...parts, whenQuiet });
    await Promise.resolve();
    expect(parts.start).not.toHaveBeenCalled();
    open();
    expect(await done).not.toBeNull();
  });

  it.each([
    ['can not be started', { start: () => Promise.reject(new Error('refused')) }],
    ['fails while it warms up', { warmUp: () => Promise.reject(new Error('out of memory')) }],
  ])('stays where the other %s, and says nothing of it to later visits', async (_, wrong) => {
    const { parts, keep } = trial(FAST_GPU);
    expect(await tryOther({ ...parts, ...wrong })).toBeNull();
    expect(keep).not.toHaveBeenCalled();
  });

  it.each(['while it warms up', 'while it is timed'])('stays where its device is lost %s', async (when) => {
    const { parts, other, lose } = trial(FAST_GPU);
    const hang = <T>(): Promise<T> => {
      lose();
      return new Promise<T>(() => undefined);
    };
    if (when === 'while it is timed') other.forward = hang;
    const warmUp = when === 'while it warms up' ? () => hang<RowCosts>() : parts.warmUp;
    expect(await tryOther({ ...parts, warmUp })).toBeNull();
    expect(other.disposed).toBe(true);
  });
});
