import {
  autoBranchSteps,
  autoLookAhead,
  costRatio,
  DISTINCT_PRESETS,
  draftsCost,
  type RowCosts,
} from '@superposed/decoding';
import type { DraftLength, SuggestOptions } from '../protocol/options';
import { lineAfter } from '../text/draft-text';
import type { ModelPresets } from './presets';
import { TRIM, type TrimRule } from './trim';

/** All that is decided about a request before the model runs. Plain data. */
export interface Plan {
  /** 'distinct': drafts that open with different words. 'paper': Superposed Decoding as published. */
  readonly decoder: 'distinct' | 'paper';
  /** Most drafts. */
  readonly k: number;
  /** Most tokens that are decoded: one more than is shown, which tells whether the last word is whole. */
  readonly maxNewTokens: number;
  /** Steps on a row a draft. */
  readonly branchSteps: number;
  /** Guesses of its next tokens that each draft has rows for, where all steps have a row a draft. */
  readonly lookAhead: number;
  /** What the one row a step after them is about: where rows are dear, the best draft alone. */
  readonly follow: 'all' | 'best';
  /** What is typed of the word that drafts begin with. */
  readonly typed: string;
  /** When a draft has stopped making sense; null: drafts go to their end. */
  readonly trim: TrimRule | null;
  /** Most rows of a last pass that scores all drafts, where some tokens are not scored yet. */
  readonly scoringRows: number;
  /** Least confidence of the surest draft; under it none is shown, 0 … 1. */
  readonly threshold: number;
  readonly length: DraftLength;
  /** What stands after the caret in its line; '' for nothing that drafts are held to. */
  readonly after: string;
}

/** What a device can do, and what was tuned for its model. */
export interface PlanSettings {
  /** What rows cost. Default: as on WASM. */
  readonly rowCosts?: RowCosts;
  readonly presets?: Pick<ModelPresets, 'trim'>;
}

/** Tokens that hold a first word, and tell whether it is whole. */
const WORD_TOKENS = 5;

/** Costs of rows where none were measured: those of WASM on one thread (docs/performance.md). */
const USUAL_COSTS: RowCosts = [
  [1, 1],
  [3, 2.54],
  [8, 6.54],
];

/** Rows of a scoring pass that are looked at; drafts have fewer. */
const MOST_SCORING_ROWS = 10 * 64;

/**
 * How a request's drafts are made on a device.
 * @param request checked options
 * @param typed what is typed of the word that drafts begin with
 */
export function planDrafts(
  {
    k = 3,
    maxTokens = 10,
    openings = 'distinct',
    branchSteps = 'auto',
    threshold = 0,
    length = 'sentence',
    after = '',
    gates,
  }: SuggestOptions,
  typed: string,
  { rowCosts = USUAL_COSTS, presets: { trim = TRIM } = {} }: PlanSettings = {},
): Plan {
  const maxNewTokens = (length === 'word' ? Math.min(WORD_TOKENS, maxTokens) : maxTokens) + 1;
  const line = gates?.after === false ? '' : lineAfter(after);
  const common = { k, maxNewTokens, typed, threshold, length, after: line };
  if (openings === 'paper')
    return {
      ...common,
      decoder: 'paper',
      branchSteps: 0,
      lookAhead: 0,
      follow: 'all',
      trim: null,
      scoringRows: 0,
    };
  const auto = branchSteps === 'auto';
  const shape = { k, maxNewTokens, follow: auto ? 'best' : 'all' } as const;
  // A draft's last token is not shown, and has to fit in.
  const budget = DISTINCT_PRESETS[k]!.budget * (maxNewTokens - 2);
  const steps = auto ? autoBranchSteps(rowCosts, shape, budget) : branchSteps;
  return {
    ...common,
    decoder: 'distinct',
    branchSteps: steps,
    lookAhead: auto && steps >= maxNewTokens - 1 ? autoLookAhead(rowCosts, k) : 0,
    follow: shape.follow,
    // Who asks for so many steps on rows of their own wants what the shared rows say after them, as it is.
    trim: auto ? trim : { ...trim, shared: trim },
    scoringRows: rowsWithin(rowCosts, budget - draftsCost(rowCosts, { ...shape, branchSteps: steps })),
  };
}

/** How many rows one pass may have for a cost, in passes of one row. */
function rowsWithin(costs: RowCosts, cost: number): number {
  let rows = 0;
  while (rows < MOST_SCORING_ROWS && costRatio(costs, rows + 1) <= cost) rows++;
  return rows;
}
