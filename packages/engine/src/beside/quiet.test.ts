import { expect, it } from 'vitest';
import { Quiet } from './quiet';

/** A quiet whose waits move its clock. */
function make() {
  let time = 10_000;
  const quiet = new Quiet(
    () => time,
    (ms) => {
      time += ms;
      return Promise.resolve();
    },
  );
  return { quiet, time: () => time };
}

it('runs work at once where nobody has asked for anything', async () => {
  const { quiet, time } = make();
  expect(await quiet.whenQuiet(() => Promise.resolve(7))).toBe(7);
  expect(time()).toBe(10_000);
});

it('waits after a request', async () => {
  const { quiet, time } = make();
  await quiet.disturb(() => Promise.resolve());
  await quiet.whenQuiet(() => Promise.resolve());
  expect(time()).toBe(12_000);
});

it('stops work for a request, which begins when it has ended, and does it again', async () => {
  const { quiet } = make();
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
  const { quiet } = make();
  await expect(quiet.whenQuiet(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await quiet.whenQuiet(() => Promise.resolve(1))).toBe(1);
});
