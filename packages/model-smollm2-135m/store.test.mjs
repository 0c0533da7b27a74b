import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checked, timely } from './store.mjs';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function* slow(...waits) {
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    yield Buffer.from('x');
  }
}

async function outcome(chunks) {
  const read = async () => {
    let text = '';
    for await (const chunk of chunks) text += chunk;
    return text;
  };
  const result = read().catch((error) => error.message);
  await vi.advanceTimersByTimeAsync(600_000);
  return result;
}

test('what is slow is waited for, what has gone silent is not', async () => {
  expect(await outcome(timely(slow(90_000, 90_000, 90_000)))).toBe('xxx');
  expect(await outcome(timely(slow(1, 130_000)))).toBe('nothing came for 120 seconds');
});

test('a source is told that no more of it is read', async () => {
  const returned = vi.fn();
  async function* source() {
    try {
      for (;;) yield Buffer.alloc(10);
    } finally {
      returned();
    }
  }
  expect(await outcome(checked(timely(source()), { bytes: 25, sha256: '' }))).toBe(
    'it has more than 25 bytes',
  );
  expect(returned).toHaveBeenCalledOnce();
});
