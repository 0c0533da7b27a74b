/** How long a pass of so many rows takes, in any unit: [rows, time], at least one, rows ascending from 1. */
export type RowCosts = readonly (readonly [rows: number, time: number])[];

/** What a pass of `rows` costs against a pass of one row: on the line between the measured points, and beyond the last two. */
export function costRatio(costs: RowCosts, rows: number): number {
  const [one] = costs;
  if (!one || !(one[1] > 0)) throw new RangeError('Row costs need the time of one row, above 0.');
  const above = costs.findIndex(([count]) => count >= rows);
  const at = above < 0 ? costs.length - 1 : above;
  const [rowsAfter, timeAfter] = costs[at]!;
  const [rowsBefore, timeBefore] = costs[at - 1] ?? one;
  if (rowsAfter === rowsBefore) return timeAfter / one[1];
  const slope = (timeAfter - timeBefore) / (rowsAfter - rowsBefore);
  return (timeAfter + slope * (rows - rowsAfter)) / one[1];
}

/**
 * `branchSteps` from what rows cost on a device: as many steps on k rows as the budget has room for, all of them where
 * it can. After fewer, one pass rebuilds the superposed rows, which is counted.
 * @param maxNewTokens tokens of a draft; the first comes with the prompt, each other one takes a pass
 * @param budget what the passes may cost at most, in drafts of one row a step, at least 1
 */
export function autoBranchSteps(costs: RowCosts, k: number, maxNewTokens: number, budget: number): number {
  const passes = Math.max(0, maxNewTokens - 1);
  const branched = costRatio(costs, k);
  if (branched <= budget) return passes;
  for (let steps = passes - 1; steps > 0; steps--) {
    const cost = steps * branched + costRatio(costs, steps + 1) + (passes - steps - 1);
    if (cost <= budget * passes) return steps;
  }
  return 0;
}
