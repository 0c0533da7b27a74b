import { DISTINCT_PRESETS, type RowCosts } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { planDrafts } from './plan';
import { TRIM } from './trim';

const FREE: RowCosts = [[1, 1]];
const DEAR: RowCosts = [
  [1, 1],
  [8, 8],
];

describe('the plan of a request', () => {
  it('is plain data', () => {
    const plan = planDrafts({ k: 4, threshold: 0.2 }, ' wor');
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan).toMatchObject({ decoder: 'distinct', k: 4, threshold: 0.2, typed: ' wor', trim: TRIM });
  });

  it('has three drafts of ten tokens where nothing is said, and decodes one token more', () => {
    expect(planDrafts({}, '')).toMatchObject({ k: 3, maxNewTokens: 11, threshold: 0 });
  });

  it('keeps all drafts on rows of their own where these cost nothing', () => {
    expect(planDrafts({}, '', { rowCosts: FREE })).toMatchObject({ branchSteps: 10, follow: 'best' });
  });

  it('looks ahead where passes of so many rows were measured and cost little', () => {
    const measured: RowCosts = [
      [1, 100],
      [51, 105],
    ];
    expect(planDrafts({}, '', { rowCosts: measured }).lookAhead).toBe(16);
    expect(planDrafts({ k: 5 }, '', { rowCosts: measured }).lookAhead).toBe(8);
    expect(planDrafts({}, '', { rowCosts: FREE }).lookAhead).toBe(0);
    expect(planDrafts({}, '', { rowCosts: DEAR }).lookAhead).toBe(0);
    expect(planDrafts({ branchSteps: 2 }, '', { rowCosts: measured }).lookAhead).toBe(0);
    expect(planDrafts({ openings: 'paper' }, '', { rowCosts: measured }).lookAhead).toBe(0);
  });

  it('keeps within the budget where rows are dear', () => {
    const { branchSteps, scoringRows } = planDrafts({}, '', { rowCosts: DEAR });
    expect(branchSteps).toBeGreaterThan(0);
    expect(branchSteps).toBeLessThan(10);
    // The branches leave no room for the rows of whole drafts.
    expect(scoringRows).toBeLessThan(3);
  });

  it('scores all drafts in a last pass as far as the budget goes', () => {
    const { scoringRows } = planDrafts({ branchSteps: 0 }, '', { rowCosts: DEAR });
    const left = DISTINCT_PRESETS[3]!.budget * 9 - 10;
    expect(scoringRows).toBe(Math.floor(left));
    expect(planDrafts({ branchSteps: 0 }, '', { rowCosts: FREE }).scoringRows).toBeGreaterThan(30);
  });

  it('leaves shared rows as they are for a number of branch steps', () => {
    const { branchSteps, follow, trim } = planDrafts({ branchSteps: 2 }, '');
    expect([branchSteps, follow]).toEqual([2, 'all']);
    expect(trim).toEqual({ ...TRIM, shared: TRIM });
  });

  it('shows the drafts of the paper whole', () => {
    expect(planDrafts({ openings: 'paper', branchSteps: 3 }, '')).toMatchObject({
      decoder: 'paper',
      branchSteps: 0,
      trim: null,
      scoringRows: 0,
    });
  });
});
