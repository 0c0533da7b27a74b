import type { SuperposedOptions } from './options';

/** How long a pass of so many rows takes, in any unit: [rows, time], at least one, rows ascending from 1. */
export type RowCosts = readonly (readonly [rows: number, time: number])[];

/** How drafts are decoded, as far as it tells what they cost. */
export type DraftShape = Pick<SuperposedOptions, 'k' | 'maxNewTokens' | 'branchSteps' | 'follow'>;

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
 * What k drafts of so many tokens cost, in passes of one row. The first token comes with the prompt, each other one takes
 * a pass; after the branches, one pass rebuilds the superposed rows unless the best draft alone is followed.
 */
export function draftsCost(
  costs: RowCosts,
  { k, maxNewTokens, branchSteps, follow = 'all' }: DraftShape,
): number {
  const passes = Math.max(0, maxNewTokens - 1);
  const steps = Math.min(branchSteps, passes);
  const rebuilt = steps > 0 && steps < passes && follow === 'all' ? costRatio(costs, steps + 1) - 1 : 0;
  return steps * costRatio(costs, k) + rebuilt + (passes - steps);
}

/**
 * Passes that drafts need when each looks ahead by so many guesses, in those that they need without: three drafts after
 * ten words of foreign text and what stands above (docs/performance.md).
 */
const PASSES_LEFT = [
  { guesses: 8, passes: 0.62 },
  { guesses: 16, passes: 0.57 },
  { guesses: 32, passes: 0.53 },
];

/** What a guess costs in look-ups, ms. */
const GUESSING = 0.2;

/**
 * `lookAhead` from what rows cost on a device: where drafts take least, and 0 where it doesn't pay, or where passes of so
 * many rows were not measured.
 * @param costs in milliseconds
 */
export function autoLookAhead(costs: RowCosts, k: number): number {
  const measured = costs.at(-1)?.[0] ?? 0;
  const time = (rows: number): number => costRatio(costs, rows) * costs[0]![1];
  let best = { guesses: 0, cost: time(k) };
  for (const { guesses, passes } of PASSES_LEFT) {
    const rows = k * (1 + guesses);
    if (rows > measured) break;
    const cost = passes * (time(rows) + k * guesses * GUESSING);
    if (cost < best.cost) best = { guesses, cost };
  }
  return best.guesses;
}

/**
 * `branchSteps` from what rows cost on a device: as many steps on k rows as there is room for, all of them where
 * it can; where none fits, as many as cost nothing.
 * @param budget what the drafts may cost at most, in passes of one row
 */
export function autoBranchSteps(
  costs: RowCosts,
  shape: Omit<DraftShape, 'branchSteps'>,
  budget: number,
): number {
  let branchSteps = Math.max(0, shape.maxNewTokens - 1);
  // A draft alone has its row to itself in any case.
  const room = shape.k === 1 ? Infinity : Math.max(budget, draftsCost(costs, { ...shape, branchSteps: 0 }));
  while (draftsCost(costs, { ...shape, branchSteps }) > room) branchSteps--;
  return branchSteps;
}
