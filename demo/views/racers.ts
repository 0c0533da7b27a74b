import type { Racer } from '../lab/protocol';

/** One that takes part, as people see it. */
export interface RacerName {
  readonly id: Racer;
  readonly name: string;
  readonly says: string;
}

/** What came out for one of them, [texts so far]. */
export interface Standing {
  readonly racer: RacerName;
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly perplexities: readonly number[];
  /** How many drafts begin with a word of their own. */
  readonly openings: readonly number[];
}

export const RACERS: readonly RacerName[] = [
  { id: 'superposed', name: 'Superposed', says: 'all drafts share one row a step' },
  { id: 'product', name: 'As this page', says: 'apart at first, as long as it pays here' },
  { id: 'greedy', name: 'Greedy', says: 'one draft, the likeliest token each time' },
  { id: 'nucleus', name: 'One after another', says: 'nucleus samples, a run for each draft' },
  { id: 'batched', name: 'Batched', says: 'the same samples, a row for each draft' },
];
