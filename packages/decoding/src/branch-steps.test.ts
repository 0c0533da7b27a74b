import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoBranchSteps, costRatio, type RowCosts } from './branch-steps';

/** Cheap rows, as on WASM (docs/runtime.md), and rows that cost as much as passes. */
const CHEAP: RowCosts = [
  [1, 20],
  [3, 27],
  [8, 35],
];
const DEAR: RowCosts = [
  [1, 1],
  [3, 3],
  [8, 8],
];

describe('costRatio', () => {
  it('is measured, between the points on a line, and goes on beyond them', () => {
    expect(costRatio(CHEAP, 1)).toBe(1);
    expect(costRatio(CHEAP, 3)).toBeCloseTo(1.35, 9);
    expect(costRatio(CHEAP, 2)).toBeCloseTo(1.175, 9);
    expect(costRatio(CHEAP, 10)).toBeCloseTo((35 + 2 * 1.6) / 20, 9);
    expect(costRatio([[1, 5]], 4)).toBe(1);
  });

  it('needs the cost of one row', () => {
    expect(() => costRatio([], 3)).toThrow(RangeError);
    expect(() => costRatio([[1, 0]], 3)).toThrow(RangeError);
  });
});

describe('autoBranchSteps', () => {
  it('branches all the way where rows are cheap', () => {
    expect(autoBranchSteps(CHEAP, 3, 10, 1.5)).toBe(9);
    expect(autoBranchSteps(CHEAP, 8, 10, 2)).toBe(9);
  });

  it('branches as far as the budget goes where they are dear', () => {
    // 9 passes, budget 13.5: one step of 3 and a rebuilding one of 2 and 7 of 1 are 12; two are 6 + 3 + 6 = 15.
    expect(autoBranchSteps(DEAR, 3, 10, 1.5)).toBe(1);
    expect(autoBranchSteps(DEAR, 3, 10, 2)).toBe(3);
    expect(autoBranchSteps(DEAR, 3, 10, 1)).toBe(0);
    expect(autoBranchSteps(DEAR, 1, 10, 1)).toBe(9);
  });

  it('has nothing to branch in a draft of one token', () => {
    expect(autoBranchSteps(CHEAP, 3, 1, 2)).toBe(0);
    expect(autoBranchSteps(CHEAP, 3, 0, 2)).toBe(0);
  });

  it('never costs more than the budget, and grows with it', () => {
    const time = fc.double({ min: 0.1, max: 5, noNaN: true });
    const budgets = fc.double({ min: 1, max: 4, noNaN: true });
    const property = fc.property(time, time, budgets, fc.integer({ min: 2, max: 10 }), (a, b, budget, k) => {
      const costs: RowCosts = [
        [1, 1],
        [3, 1 + a],
        [8, 1 + a + b],
      ];
      const steps = autoBranchSteps(costs, k, 10, budget);
      const rebuilt = steps === 0 || steps === 9 ? 0 : costRatio(costs, steps + 1) - 1;
      const total = steps * costRatio(costs, k) + rebuilt + (9 - steps);
      expect(total).toBeLessThanOrEqual(budget * 9 + 1e-9);
      expect(autoBranchSteps(costs, k, 10, budget + 0.5)).toBeGreaterThanOrEqual(steps);
    });
    fc.assert(property);
  });
});
