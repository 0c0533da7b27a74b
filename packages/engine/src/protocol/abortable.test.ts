import { describe, expect, it, vi } from 'vitest';
import { abortable } from './abortable';

function watched() {
  const controller = new AbortController();
  const added = vi.spyOn(controller.signal, 'addEventListener');
  const removed = vi.spyOn(controller.signal, 'removeEventListener');
  return { controller, listeners: () => added.mock.calls.length - removed.mock.calls.length };
}

describe('abortable', () => {
  it('resolves as the work does, and no longer listens then', async () => {
    const { controller, listeners } = watched();
    const undo = vi.fn();
    const promise = abortable<number>(controller.signal, (resolve) => {
      setTimeout(resolve, 0, 3);
      return undo;
    });
    expect(listeners()).toBe(1);
    expect(await promise).toBe(3);
    expect(listeners()).toBe(0);
    controller.abort();
    expect(undo).not.toHaveBeenCalled();
  });

  it('rejects as the work does, and no longer listens then', async () => {
    const { controller, listeners } = watched();
    const work = abortable(controller.signal, (_, reject) => {
      setTimeout(() => reject(new Error('gone')), 0);
      return () => undefined;
    });
    await expect(work).rejects.toThrow('gone');
    expect(listeners()).toBe(0);
  });

  it('undoes what was begun when the signal comes first', async () => {
    const { controller } = watched();
    const undo = vi.fn();
    const promise = abortable(controller.signal, () => undo);
    controller.abort(new Error('enough'));
    await expect(promise).rejects.toThrow('enough');
    expect(undo).toHaveBeenCalledOnce();
  });

  it('begins nothing after the signal', async () => {
    const begin = vi.fn(() => () => undefined);
    await expect(abortable(AbortSignal.abort(new Error('late')), begin)).rejects.toThrow('late');
    expect(begin).not.toHaveBeenCalled();
  });

  it('rejects where the work cannot be begun', async () => {
    const begin = () => {
      throw new Error('no worker');
    };
    await expect(abortable(new AbortController().signal, begin)).rejects.toThrow('no worker');
  });
});
