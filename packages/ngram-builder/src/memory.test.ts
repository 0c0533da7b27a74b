import { expect, it } from 'vitest';
import { checkRoom, parseBytes, planMemory } from './memory';

it.each([
  ['2GB', 2e9],
  ['900 mb', 9e8],
  ['1.5GB', 1.5e9],
  ['1TB', 1e12],
])('reads %s', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

it.each(['2', 'two GB', '-1GB', '2GiBB', ''])('does not take "%s"', (text) => {
  expect(() => parseBytes(text)).toThrow(/is no amount of memory\. Write it as 2GB/);
});

it('shares the limit out: no more workers than fit or than there are cores', () => {
  expect(planMemory(2e9, 2).workers).toBe(2);
  expect(planMemory(2e9, 64).workers).toBeLessThan(6);
  expect(planMemory(64e9, 16).workers).toBe(16);
  expect(planMemory(9e8, 16).workers).toBe(1);
  expect(planMemory(2e9, 2)).toMatchObject({ threads: 2 });
  expect(planMemory(2e9, 64).threads).toBeLessThan(6);
  expect(planMemory(9e8, 16).threads).toBe(1);
  expect(planMemory(64e9, 16).threads).toBe(16);
});

it('refuses a limit that it can not keep', () => {
  expect(() => planMemory(5e8, 2)).toThrow('500 MB of memory is too little: give 900 MB or more');
});

it('keeps the parts of each step within the limit', () => {
  for (const limit of [9e8, 2e9, 64e9]) {
    const { counting, reading, writing } = planMemory(limit, 2);
    expect(counting).toBeLessThan(limit);
    expect(reading + writing).toBeLessThan(limit);
  }
});

it('says so where what is kept can not be written', () => {
  const orders = [
    { order: 2, kept: 10_000_000 },
    { order: 3, kept: 10_000_000 },
  ];
  // 360 MB of tokens and counts.
  expect(() => checkRoom(orders, 0, 9, 521e6)).not.toThrow();
  expect(() => checkRoom(orders, 0, 1, 521e6)).toThrow(/takes 960 MB, and 521 MB are left.*--shards/);
  expect(() => checkRoom(orders, 10_000_000, 9, 700e6)).toThrow(/takes 735 MB/);
  expect(() => checkRoom(orders, 10_000_000, 9, 736e6)).not.toThrow();
});
