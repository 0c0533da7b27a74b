import { mean, median } from 'simple-statistics';
import type { Keystrokes } from './keystrokes';
import { label, type Measured } from './measure';
import { p90, quantile, ratioOf, round } from './statistics';
import type { AddedLatency } from './typing-latency';

/** A figure beside the bar that it should keep. */
export interface Claim {
  /** Where: a device and its threads. */
  readonly on: string;
  readonly what: string;
  readonly figure: number;
  /** 95% interval, where the figure is a ratio. */
  readonly interval?: readonly [low: number, high: number];
  readonly unit: '×' | 'µs' | 'ms' | 'MB' | 'requests' | 'rows' | 'layouts';
  /** 'at most 1.1'; '' for a figure that only stands beside others. */
  readonly bar: string;
  readonly met: boolean;
}

interface Bar {
  readonly what: string;
  /** Ids of the contestants whose decode times are divided. */
  readonly of: string;
  readonly by: string;
  readonly bar: string;
}

const RATIOS: readonly Bar[] = [
  { what: 'superposed k=3 to greedy', of: 'superposed-3', by: 'greedy', bar: 'at most 1.10' },
  { what: 'superposed k=8 to greedy', of: 'superposed-8', by: 'greedy', bar: 'at most 1.25' },
  { what: 'default k=3 to greedy', of: 'default-3', by: 'greedy', bar: 'at most 1.5' },
  { what: 'default k=8 to greedy', of: 'default-8', by: 'greedy', bar: 'at most 2' },
  { what: '3 nucleus passes to superposed k=3', of: 'nucleus-3', by: 'superposed-3', bar: 'at least 2.7' },
  { what: '8 nucleus passes to superposed k=8', of: 'nucleus-8', by: 'superposed-8', bar: 'at least 6' },
  { what: 'greedy to wllama', of: 'greedy', by: 'wllama', bar: 'at most 1' },
  { what: '3 default drafts to one of wllama', of: 'default-3', by: 'wllama', bar: 'at most 1' },
  { what: 'transformers.js to greedy', of: 'transformers', by: 'greedy', bar: 'at least 1.5' },
];

/** @param bar 'at most N' or 'at least N' */
export function keeps(figure: number, bar: string): boolean {
  const limit = Number(bar.split(' ').at(-1));
  return bar.startsWith('at most') ? figure <= limit : figure >= limit;
}

/** The bars between decoders of one device; those whose contestants did not run are left out. */
export function claimsOf({ settings, runs }: Measured): Claim[] {
  const decode = new Map(
    runs.map(({ contestant, timings }) => [contestant.id, timings.map((timing) => timing.decode)]),
  );
  return RATIOS.flatMap(({ what, of, by, bar }): Claim[] => {
    const [values, others] = [decode.get(of), decode.get(by)];
    if (!values?.length || !others) return [];
    const { value, low, high } = ratioOf(values, others);
    const interval = [round(low), round(high)] as const;
    return [
      { on: label(settings), what, figure: round(value), interval, unit: '×', bar, met: keeps(value, bar) },
    ];
  });
}

/** The bars of what a writer waits for. */
export function keystrokeClaims({ load, firstWord, allDrafts, ...rest }: Keystrokes): Claim[] {
  const { added, along, alongRequests, memory, newWord } = rest;
  const claim = (what: string, figure: number, unit: Claim['unit'], bar: string): Claim => ({
    on: 'demo page',
    what,
    figure: round(figure),
    unit,
    bar,
    met: bar === '' || keeps(figure, bar),
  });
  return [
    claim('key along a draft to chips that follow, p90', p90(along), 'ms', 'at most 16'),
    ...addedClaims(added, claim),
    claim('requests to the worker by such keys', alongRequests, 'requests', 'at most 0'),
    claim('prompt rows run beyond those of the new word', newWord.rows - newWord.tokens, 'rows', 'at most 0'),
    claim('key to the first word of a draft, p90', p90(firstWord), 'ms', 'at most 250'),
    claim('key to all drafts of 10 tokens, p90', p90(allDrafts), 'ms', 'at most 700'),
    claim('from cached model to ready, median', median(load), 'ms', 'at most 4000'),
    claim('memory of page and worker, steady', memory.steady, 'MB', 'at most 420'),
    claim('memory of the whole process, peak', memory.peak, 'MB', 'at most 700'),
  ];
}

/** What is added to a key: the bar is on work; the clock has the waits for a core in it, and stands beside. */
function addedClaims(
  { work, elapsed, layouts }: AddedLatency,
  claim: (what: string, figure: number, unit: Claim['unit'], bar: string) => Claim,
): Claim[] {
  const key = 'added to a key on the main thread while decoding';
  const tails = (what: string, values: readonly number[], bar: string): Claim[] =>
    [0.5, 0.9, 0.95, 0.99].map((share) =>
      claim(`${what}, p${share * 100}`, quantile(values, share), 'ms', share === 0.99 ? bar : ''),
    );
  return [
    ...tails(`CPU time ${key}`, work.with, 'at most 4'),
    ...tails('the same keys without the element, CPU time', work.without, ''),
    ...tails(`time by the clock, with waits for a core, ${key}`, elapsed.with, ''),
    ...tails('the same keys without the element, by the clock', elapsed.without, ''),
    claim('layouts a key while decoding, to the end of its frame', mean(layouts.frame), 'layouts', ''),
    claim('layouts a key while decoding, in 110 ms', mean(layouts.answers), 'layouts', ''),
  ];
}
