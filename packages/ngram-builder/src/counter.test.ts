import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NgramCounter, type OrderCounts } from './counter';

let directory: string;
let counter: NgramCounter;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'counter-test-'));
  counter = await NgramCounter.open({ maxOrder: 3, directory, memoryLimit: '200MB', threads: 1 });
});
afterEach(async () => {
  counter.close();
  await rm(directory, { recursive: true, force: true });
});

/** [...tokens, count, total] a row. */
function rows({ order, tokens, counts, totals }: OrderCounts): number[][] {
  return Array.from(counts, (count, i) => [...tokens.slice(i * order, (i + 1) * order), count, totals[i]!]);
}

const all = { minimum: 1, rareShare: 9 };

it('counts within documents, in order of the tokens', async () => {
  counter.add([1, 2, 1, 2, 3]);
  counter.add([2, 3]);
  counter.add([7]);
  counter.add([]);
  expect(rows(await counter.counts(2, all))).toEqual([
    [1, 2, 2, 2],
    [2, 1, 1, 3],
    [2, 3, 2, 3],
  ]);
  expect(rows(await counter.counts(3, all))).toEqual([
    [1, 2, 1, 1, 2],
    [1, 2, 3, 1, 2],
    [2, 1, 2, 1, 1],
  ]);
});

it('prunes by count, but takes totals before it', async () => {
  for (let i = 0; i < 3; i++) counter.add([1, 2]);
  counter.add([1, 3]);
  const pruned = await counter.counts(2, { minimum: 2, rareShare: 9 });
  expect(rows(pruned)).toEqual([[1, 2, 3, 4]]);
  expect(pruned.distinct).toBe(2);
});

it('keeps rare n-grams that are most of what their context says, if they were seen twice', async () => {
  for (let i = 0; i < 2; i++) counter.add([5, 6]);
  counter.add([7, 8]);
  for (let i = 0; i < 9; i++) counter.add([1, 2]);
  for (let i = 0; i < 2; i++) counter.add([1, 3]);
  expect(rows(await counter.counts(2, { minimum: 3, rareShare: 0.5 }))).toEqual([
    [1, 2, 9, 11],
    [5, 6, 2, 2],
  ]);
});

it('keeps an n-gram only with its suffix and its context', async () => {
  counter.add([1, 2, 3]);
  counter.add([4, 2, 3]);
  counter.add([1, 2, 5]);
  expect(rows(await counter.counts(2, { minimum: 2, rareShare: 9 }))).toEqual([
    [1, 2, 2, 2],
    [2, 3, 2, 3],
  ]);
  // (4, 2) and (2, 5) are gone.
  expect(rows(await counter.counts(3, all))).toEqual([[1, 2, 3, 1, 2]]);
});

it('takes more rows than DuckDB takes at once', async () => {
  for (let i = 0; i < 100; i++) counter.add(Array.from({ length: 101 }, (_, at) => (at * at) % 17));
  const found = rows(await counter.counts(2, all));
  expect(found.reduce((sum, row) => sum + row[2]!, 0)).toBe(100 * 100);
});
