import { expect, it } from 'vitest';
import { quietInNoTime } from './quiet.fixture';

it('runs work at once where nobody has asked for anything', async () => {
  const { quiet, time } = quietInNoTime();
  expect(await quiet.whenQuiet(() => Promise.resolve(7))).toBe(7);
  expect(time()).toBe(10_000);
});

it('waits after a request', async () => {
  const { quiet, time } = quietInNoTime();
  await quiet.disturb(() => Promise.resolve());
  await quiet.whenQuiet(() => Promise.resolve());
  expect(time()).toBe(12_000);
});

it('stops work for a request, which begins when it has ended, and does it again', async () => {
  const { quiet } = quietInNoTime();
  const done: string[] = [];
  let runs = 0;
  const work = quiet.whenQuiet(async (signal) => {
    if (++runs > 1) return done.push('work');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    done.push('stopped');
    signal.throwIfAborted();
    return 0;
  });
  await new Promise((resolve) => setTimeout(resolve));
  await quiet.disturb(() => Promise.resolve(done.push('request')));
  await work;
  expect(done).toEqual(['stopped', 'request', 'work']);
});

it('lets a failure through', async () => {
  const { quiet } = quietInNoTime();
  await expect(quiet.whenQuiet(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await quiet.whenQuiet(() => Promise.resolve(1))).toBe(1);
});
