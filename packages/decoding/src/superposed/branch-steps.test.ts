import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoBranchSteps, autoLookAhead, costRatio, draftsCost, type RowCosts } from './branch-steps';

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

const shape = (k: number, maxNewTokens = 10, follow: 'all' | 'best' = 'all') => ({ k, maxNewTokens, follow });

describe('draftsCost', () => {
  it('counts passes of k rows, of one row, and the one that rebuilds', () => {
    const cost = (branchSteps: number, follow: 'all' | 'best') =>
      draftsCost(DEAR, { ...shape(3, 10, follow), branchSteps });
    expect(cost(0, 'all')).toBe(9);
    expect(cost(9, 'all')).toBe(27);
    expect(cost(20, 'all')).toBe(27);
    // Two of three, one of three that rebuilds, six of one.
    expect(cost(2, 'all')).toBe(6 + 3 + 6);
    expect(cost(2, 'best')).toBe(6 + 7);
  });
});

describe('autoLookAhead', () => {
  const flat = (rows: number, time = 100): RowCosts => [
    [1, 100],
    [rows, time],
  ];

  it('looks far ahead where rows are free, as far as was measured', () => {
    expect(autoLookAhead(flat(51), 3)).toBe(16);
    expect(autoLookAhead(flat(50), 3)).toBe(8);
    expect(autoLookAhead(flat(8), 3)).toBe(0);
    expect(autoLookAhead([[1, 100]], 1)).toBe(0);
  });

  it('looks no further than pays', () => {
    expect(autoLookAhead(flat(200, 1000), 3)).toBe(0);
    expect(autoLookAhead([...flat(27, 130), [51, 300]], 3)).toBe(8);
    // What passes of one row take tells nothing here: drafts have three in any case.
    const dear: RowCosts = [
      [1, 100],
      [3, 250],
      [51, 260],
    ];
    expect(autoLookAhead(dear, 3)).toBe(16);
  });

  it('counts what the look-ups take', () => {
    expect(
      autoLookAhead(
        [...flat(200)].map(([rows, time]) => [rows, time / 20] as const),
        3,
      ),
    ).toBe(0);
    expect(
      autoLookAhead(
        [...flat(200)].map(([rows, time]) => [rows, time / 10] as const),
        3,
      ),
    ).toBe(8);
  });
});

describe('autoBranchSteps', () => {
  it('branches all the way where rows are cheap', () => {
    expect(autoBranchSteps(CHEAP, shape(3), 13.5)).toBe(9);
    expect(autoBranchSteps(CHEAP, shape(8), 18)).toBe(9);
  });

  it('branches as far as the budget goes where they are dear', () => {
    expect(autoBranchSteps(DEAR, shape(3), 13.5)).toBe(1);
    expect(autoBranchSteps(DEAR, shape(3), 15)).toBe(2);
    expect(autoBranchSteps(DEAR, shape(3, 10, 'best'), 13.5)).toBe(2);
    expect(autoBranchSteps(DEAR, shape(3), 9)).toBe(0);
    expect(autoBranchSteps(DEAR, shape(1), 0)).toBe(9);
  });

  it('takes what is free, whatever the budget', () => {
    expect(autoBranchSteps([[1, 1]], shape(3), 1)).toBe(9);
  });

  it('has nothing to branch in a draft of one token', () => {
    expect(autoBranchSteps(CHEAP, shape(3, 1), 2)).toBe(0);
    expect(autoBranchSteps(CHEAP, shape(3, 0), 2)).toBe(0);
  });

  it('never costs more than the budget, unless nothing can, and grows with it', () => {
    const time = fc.double({ min: 0.1, max: 5, noNaN: true });
    const budgets = fc.double({ min: 1, max: 40, noNaN: true });
    const follow = fc.constantFrom('all' as const, 'best' as const);
    const count = fc.integer({ min: 2, max: 10 });
    const property = fc.property(time, time, budgets, count, follow, (a, b, budget, k, which) => {
      const costs: RowCosts = [
        [1, 1],
        [3, 1 + a],
        [8, 1 + a + b],
      ];
      const branchSteps = autoBranchSteps(costs, shape(k, 10, which), budget);
      const cost = draftsCost(costs, { ...shape(k, 10, which), branchSteps });
      expect(cost).toBeLessThanOrEqual(Math.max(budget, 9));
      const more = autoBranchSteps(costs, shape(k, 10, which), budget + 0.5);
      expect(more).toBeGreaterThanOrEqual(branchSteps);
    });
    fc.assert(property);
  });
});
