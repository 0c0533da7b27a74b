import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from './cache-folder.mjs';
import { terminalProgress } from './progress.mjs';

const local = 'C:\\Users\\a\\AppData\\Local';

test.each([
  [{ SUPERPOSED_CACHE: '/mine', XDG_CACHE_HOME: '/xdg' }, 'linux', '/mine'],
  [{ XDG_CACHE_HOME: '/xdg' }, 'linux', join('/xdg', 'superposed')],
  [{}, 'linux', join(homedir(), '.cache', 'superposed')],
  [{}, 'darwin', join(homedir(), 'Library', 'Caches', 'superposed')],
  [{ LOCALAPPDATA: local }, 'win32', join(local, 'superposed')],
  [{}, 'win32', join(homedir(), '.cache', 'superposed')],
])('with %j on %s the cache is %s', (env, platform, expected) => {
  expect(cacheFolder(env, platform)).toBe(expected);
});

test('a log gets one line for each quarter of a step', () => {
  const lines = [];
  const progress = terminalProgress({ isTTY: false, write: (line) => lines.push(line) });
  for (let done = 0; done <= 8; done += 1) progress({ step: 'Storing', done: done * 1e6, total: 8e6 });
  expect(lines).toEqual([0, 25, 50, 75, 100].map((percent) => `Storing: ${percent}% of 8 MB\n`));
});

test('a terminal gets a bar that ends when the step does', () => {
  const written = [];
  const stream = {
    isTTY: true,
    columns: 80,
    write: (text) => written.push(text),
    on: () => {},
    removeListener: () => {},
  };
  const progress = terminalProgress(stream);
  progress({ step: 'Storing', done: 0, total: 8e6 });
  progress({ step: 'Storing', done: 8e6, total: 8e6 });
  expect(written.join('')).toContain('100% of 8 MB');
});
