import { promptRows } from '@superposed/decoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Clock, FAST_GPU, losable, TimedModel } from './fake-models.fixture';
import { fakeThread } from './fake-thread.fixture';
import { PATIENCE, RemoteModel } from './remote-model';

afterEach(() => {
  vi.useRealTimers();
});

async function started(beforePass?: (pass: number) => void) {
  const { model, lose } = losable(new TimedModel(new Clock(), FAST_GPU, beforePass));
  const port = fakeThread(() => Promise.resolve(model));
  const near = await RemoteModel.start(port, new Uint8Array(4), 'ort/');
  return { far: model, lose, near, ended: port.terminate };
}

describe('a model in a thread of its own', () => {
  it('runs passes there, and keeps its length here', async () => {
    const { near, far } = await started();
    expect([near.vocabularySize, near.contextLength]).toEqual([64, 512]);
    expect(await near.forward(promptRows([1, 2, 3], 0))).toHaveLength(1);
    near.truncate(2);
    await near.forward(promptRows([4], 2));
    expect([near.cacheLength, far.cacheLength]).toEqual([3, 3]);
    expect(() => near.truncate(4)).toThrow(RangeError);
  });

  it('says why it could not start, and ends the thread', async () => {
    const port = fakeThread(() => Promise.reject(new Error('no adapter')));
    await expect(RemoteModel.start(port, new Uint8Array(1), 'ort/')).rejects.toMatchObject({
      code: 'device-lost',
      message: 'no adapter',
    });
    expect(port.terminate).toHaveBeenCalledTimes(1);
  });

  it('passes an error of a pass on', async () => {
    const { near } = await started(() => {
      throw new Error('out of memory');
    });
    await expect(near.forward(promptRows([1], 0))).rejects.toThrow('out of memory');
    expect(near.cacheLength).toBe(0);
  });

  it('tells of a device that is lost, to who waits for a pass as well', async () => {
    const { near, far, lose } = await started();
    far.forward = () => new Promise(() => undefined);
    const pass = near.forward(promptRows([1], 0));
    lose();
    await expect(pass).rejects.toThrow('the graphics processor was lost');
    expect(await near.lost).toBe('the graphics processor was lost');
  });

  it('refuses passes after that at once, whatever the thread would answer', async () => {
    const { near, far, lose } = await started();
    lose();
    await near.lost;
    await expect(near.forward(promptRows([1], 0))).rejects.toMatchObject({
      code: 'device-lost',
      message: 'the graphics processor was lost',
    });
    expect(far.passes).toBe(0);
  });

  it('holds a device that does not answer to be lost', async () => {
    const { near, far } = await started();
    // The first passes may take longer: kernels are compiled.
    for (let i = 0; i < 20; i++) await near.forward(promptRows([1], i));
    vi.useFakeTimers();
    far.forward = () => new Promise(() => undefined);
    const pass = expect(near.forward(promptRows([1], 20))).rejects.toThrow('no answer');
    await vi.advanceTimersByTimeAsync(PATIENCE.pass);
    await pass;
  });

  it('runs one pass at a time', async () => {
    const { near } = await started();
    const first = near.forward(promptRows([1], 0));
    await expect(near.forward(promptRows([1], 0))).rejects.toThrow('still running');
    await first;
  });

  it('ends its thread', async () => {
    const { near, ended } = await started();
    await near.dispose();
    expect(ended).toHaveBeenCalledTimes(1);
    await expect(near.forward(promptRows([1], 0))).rejects.toThrow('given up');
  });
});
