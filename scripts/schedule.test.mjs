import { expect, it } from 'vitest';
import { runInLanes } from './schedule.mjs';

/** Runs suites named 'lane/name' or 'name'. @returns when each began and ended */
async function logOf(names, atOnce, fails) {
  const suites = names.map((name) => ({ name, lane: name.includes('/') ? name.split('/')[0] : undefined }));
  const log = [];
  const run = async ({ name }) => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve));
    log.push(`${name} ends`);
    if (name === fails) throw new Error(name);
  };
  await runInLanes(suites, run, atOnce);
  return log;
}

it('runs lanes beside each other, and the suites of a lane one after another', async () => {
  const log = await logOf(['a/1', 'b/1', 'a/2'], 2);
  expect(log.slice(0, 2)).toEqual(['a/1 begins', 'b/1 begins']);
  expect(log.indexOf('a/2 begins')).toBeGreaterThan(log.indexOf('a/1 ends'));
});

it('runs no more at once than it may', async () => {
  const log = await logOf(['a/1', 'b/1', 'c/1'], 1);
  expect(log).toEqual(['a', 'b', 'c'].flatMap((lane) => [`${lane}/1 begins`, `${lane}/1 ends`]));
});

it('runs what has no lane after all lanes, alone and in order', async () => {
  const log = await logOf(['x', 'a/1', 'y', 'b/1'], 4);
  expect(log.slice(-4)).toEqual(['x begins', 'x ends', 'y begins', 'y ends']);
});

it('runs nothing where there is nothing', async () => {
  expect(await logOf([], 4)).toEqual([]);
});

it('passes an error on', async () => {
  await expect(logOf(['a/1', 'x'], 1, 'a/1')).rejects.toThrow('a/1');
});
