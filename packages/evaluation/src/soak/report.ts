import type { Machine } from '../bench/report';
import type { Act } from './writer';

/** Bytes of page and worker, when so many keys were typed. */
export interface Sample {
  readonly keys: number;
  readonly bytes: number;
  /** Resident memory of the page's process, MB; NaN where the system does not tell. */
  readonly resident: number;
}

export interface SoakReport {
  readonly machine: Machine;
  readonly seed: number;
  readonly keys: number;
  readonly minutes: number;
  /** How often each kind of act was done. */
  readonly acts: Readonly<Record<Act['kind'], number>>;
  readonly samples: readonly Sample[];
  /** Chips looked at, and those of them that did not continue the text; the first ones in words. */
  readonly looked: number;
  readonly staleCount: number;
  readonly stale: readonly string[];
  /** Drafts put in by keys; those of them that nobody can have seen; milliseconds on show of the quickest. */
  readonly taken: number;
  readonly unseen: number;
  readonly quickest: number;
  readonly rejections: number;
  /** Uncaught errors, errors in the console, and the element's own. */
  readonly errors: readonly string[];
}

/** A measured number beside its bar. */
export interface SoakClaim {
  readonly what: string;
  readonly figure: number | string;
  readonly bar: string;
  readonly met: boolean;
}

/** Most samples that the report lists. */
const LISTED = 24;

/** Growth of memory that a run may show. */
const GROWTH = 0.05;

/** The samples after the first tenth of a run. */
const later = ({ samples, keys }: Pick<SoakReport, 'samples' | 'keys'>): readonly Sample[] =>
  samples.filter((each) => each.keys > keys / 10);

/**
 * Growth of memory after the first tenth of a run: the highest sample by the first one.
 * @returns NaN where there are not two of them
 */
export function growth(run: Pick<SoakReport, 'samples' | 'keys'>): number {
  const [first, ...others] = later(run);
  if (!first || others.length === 0) return NaN;
  return Math.max(...others.map(({ bytes }) => bytes)) / first.bytes - 1;
}

export function claimsOf(report: SoakReport): SoakClaim[] {
  const none = (what: string, figure: number): SoakClaim => ({ what, figure, bar: '0', met: figure === 0 });
  const grown = growth(report);
  return [
    {
      what: 'growth of memory after the first tenth',
      figure: `${(100 * grown).toFixed(1)} %`,
      bar: `at most ${100 * GROWTH} %`,
      met: grown <= GROWTH,
    },
    { ...none('stale chips', report.staleCount), met: report.staleCount === 0 && report.looked > 0 },
    { ...none('drafts put in unseen', report.unseen), met: report.unseen === 0 && report.taken > 0 },
    none('unhandled rejections', report.rejections),
    none('errors', report.errors.length),
  ];
}

/** The section of docs/reliability.md. */
export function soakText(report: SoakReport): string {
  const { machine, seed, keys, minutes, acts, samples, looked, taken, quickest } = report;
  const every = Math.ceil(samples.length / LISTED);
  const list = (values: readonly number[]): string =>
    values
      .filter((_, i) => i % every === 0)
      .map((each) => each.toFixed(0))
      .join(', ');
  const did = Object.entries(acts).map(([kind, count]) => `${kind} ${count}`);
  const rows = claimsOf(report).map(
    ({ what, figure, bar, met }) => `| ${what} | ${figure} | ${bar} | ${met ? 'yes' : '**no**'} |`,
  );
  return [
    `${keys} keystrokes in ${minutes.toFixed(1)} minutes (${did.join(', ')}; seed ${seed}), ` +
      `${looked} chips looked at, each in each frame that showed it; ${taken} drafts put in, the quickest after ` +
      `${quickest.toFixed(0)} ms on show. ${machine.browser} (headless) on ${machine.cpu}, ` +
      `${machine.cores} cores, ${machine.system}; ${machine.date}.`,
    ['| what | measured | bar | kept |', '| --- | --: | --: | --: |', ...rows].join('\n'),
    `Memory of page and worker in MB, as the browser counts it, in ${samples.length} samples of which these are ` +
      `evenly spread: ${list(samples.map(({ bytes }) => bytes / 1e6))}. ` +
      `Resident memory of the process beside it: ${list(samples.map(({ resident }) => resident))}.`,
    ...(report.stale.length > 0
      ? [`Stale or unseen: ${report.stale.map((each) => `\`${each}\``).join(', ')}.`]
      : []),
    ...(report.errors.length > 0 ? [`Errors: ${[...new Set(report.errors)].join('; ')}.`] : []),
  ].join('\n\n');
}
