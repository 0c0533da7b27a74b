import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialSort, selectBest } from './selection';

const entries = (scores: readonly number[]) => scores.map((score, index) => ({ score, index }));
const none = -Infinity;
const scores = fc.array(fc.constantFrom(none, -5, -4, -3, -2, -1), { minLength: 1, maxLength: 40 });
const descending = (values: readonly number[]) => [...values].sort((a, b) => (a === b ? 0 : b - a));

describe.each([
  ['partialSort', partialSort],
  ['selectBest', selectBest],
])('%s', (_, select) => {
  it('puts the largest in front, in order, and loses none', () => {
    fc.assert(
      fc.property(scores, fc.nat(), (values, n) => {
        const count = 1 + (n % values.length);
        const result = select(entries(values), count);
        expect(result.slice(0, count).map((e) => e.score)).toEqual(descending(values).slice(0, count));
        expect(result.map((e) => e.index).sort((a, b) => a - b)).toEqual(values.map((__, i) => i));
      }),
    );
  });
});

const many = (count: number): number[] => Array.from({ length: count }, () => none);

// Recorded from std::partial_sort and std::nth_element of the GNU C++ library.
it.each([
  [[...many(6), -1, -2], 6, [6, 7, 3, 1, 4, 0]],
  [[none, -3, ...many(6), -1, none, -1, -2], 6, [8, 10, 11, 1, 3, 4]],
  [[...many(16), -1, -2, -3, -4, -5, -6, -7], 16, [16, 17, 18, 19, 20, 21, 22, 15, 3, 8, 9, 7, 1, 4, 10, 11]],
])('partialSort moves equal entries as the library does: %j', (values, count, order) => {
  const front = partialSort(entries(values), count).slice(0, count);
  expect(front.map((e) => e.index)).toEqual(order);
});

it.each([
  [[-1, -2, ...many(4)], 3, [0, 1, 5]],
  [[-1, -2, -3, -4, -5, -6, -7, ...many(9)], 8, [0, 1, 2, 3, 4, 5, 6, 14]],
  [[-1, -2, -3, -3, -10000005, ...many(15)], 10, [0, 1, 2, 3, 4, 13, 19, 14, 15, 16]],
])('selectBest moves equal entries as the library does: %j', (values, count, order) => {
  const front = selectBest(entries(values), count).slice(0, count);
  expect(front.map((e) => e.index)).toEqual(order);
});
