import { expect, it } from 'vitest';
import type { TeacherForcedCase } from './teacher-forcing';
import { mistakesOf, shareOf } from './mistakes';

/** A case of one step, with what two orders say of three tokens. */
const caseOf = (...orders: number[][]): TeacherForcedCase => ({
  text: '',
  ids: [],
  nextIds: [],
  rest: '',
  next: [],
  orders: [orders.map((values) => Float32Array.from(values))],
});

it('counts what a table takes for known, and what it has lost, by order', () => {
  const exact = [caseOf([0.5, 0.2, 0], [1, 0, 0]), caseOf([0, 0, 0], [0, 0, 0])];
  const table = [caseOf([0.4, 0.1, 0], [0, 0.3, 0]), caseOf([0, 0, 0], [0, 0, 0])];
  expect(mistakesOf(table, exact)).toEqual([
    { order: 2, absent: 4, false_positive_rate: 0, present: 2, found: 1 },
    { order: 3, absent: 5, false_positive_rate: 1 / 5, present: 1, found: 0 },
  ]);
  expect(mistakesOf([], [])).toEqual([]);
});

it('says which share of the characters is matched', () => {
  const share = shareOf([3, 0, 6], [3, 2, 5], 1);
  expect(share).toMatchObject({ table: 3, exact: 10 / 3 });
  expect(share.share).toBeCloseTo(0.9, 9);
  expect(shareOf([2, 2], [4, 4], 1).interval).toEqual([0.5, 0.5]);
});
