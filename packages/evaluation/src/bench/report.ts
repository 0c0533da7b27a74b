import { median } from 'simple-statistics';
import { cpus, platform, release, totalmem, loadavg } from 'node:os';
import { mean } from '../statistics/bootstrap';
import { claimsOf, keystrokeClaims, type Claim } from './claims';
import type { Keystrokes } from './keystrokes';
import { label, type Measured } from './measure';
import { p90, ratioOf, round } from './statistics';
import type { Timing } from './page-protocol';
import { TOKENS } from './rounds';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly browser: string;
  readonly date: string;
  /** Mean number of runnable processes over the minute before the figures were written. */
  readonly load: number;
}

interface Spread {
  readonly median: number;
  readonly p90: number;
}

/** One line of the table, times in milliseconds. */
export interface Line {
  readonly id: string;
  readonly name: string;
  readonly page: string;
  readonly k: number;
  readonly prefill: Spread | null;
  /** From the first token of a draft to its last. */
  readonly decode: Spread;
  /** Decode by the tokens that follow the first. */
  readonly perToken: number;
  /** Decode by greedy's, with its 95% interval. */
  readonly toGreedy: readonly [value: number, low: number, high: number] | null;
}

export interface Section {
  readonly on: string;
  readonly loads: Readonly<Record<string, number>>;
  /** Share of the tokens of a peer's greedy draft that are those of ours, before the first that differs. */
  readonly agreement: Readonly<Record<string, number>>;
  readonly lines: readonly Line[];
}

/** All that docs/performance.json holds. */
export interface Report {
  readonly machine: Machine;
  readonly rounds: number;
  readonly tokens: number;
  readonly sections: readonly Section[];
  readonly keystrokes: Readonly<Record<string, Spread | number>>;
  readonly claims: readonly Claim[];
  readonly keystrokeClaims: readonly Claim[];
}

const spread = (values: readonly number[]): Spread => ({
  median: round(median(values)),
  p90: round(p90(values)),
});

export function summarise(
  measured: readonly Measured[],
  keystrokes: Keystrokes,
  on: Machine,
  rounds: number,
): Report {
  const { load, firstDraft, firstWord, allDrafts, along, added, memory } = keystrokes;
  return {
    machine: on,
    rounds,
    tokens: TOKENS,
    sections: measured.map(sectionOf),
    keystrokes: {
      load: spread(load),
      firstDraft: spread(firstDraft),
      firstWord: spread(firstWord),
      allDrafts: spread(allDrafts),
      along: spread(along),
      addedWork: spread(added.work.with),
      addedElapsed: spread(added.elapsed.with),
      memorySteady: round(memory.steady),
      memoryResident: round(memory.resident),
      memoryPeak: round(memory.peak),
    },
    claims: measured.flatMap(claimsOf),
    keystrokeClaims: keystrokeClaims(keystrokes),
  };
}

/** Medians of one device, decoder by decoder. */
export function sectionOf({ settings, loads, runs }: Measured): Section {
  const greedy = runs.find(({ contestant }) => contestant.id === 'greedy');
  const lines = runs.map(({ contestant, timings }): Line => {
    const decode = timings.map((timing) => timing.decode);
    const prefill = timings.map((timing) => timing.prefill);
    const ratio =
      greedy &&
      ratioOf(
        decode,
        greedy.timings.map((timing) => timing.decode),
      );
    return {
      id: contestant.id,
      name: contestant.name,
      page: contestant.page,
      k: contestant.k,
      prefill: prefill.some((value) => value > 0) ? spread(prefill) : null,
      decode: spread(decode),
      perToken: round(median(decode) / (TOKENS - 1)),
      toGreedy: ratio ? [round(ratio.value), round(ratio.low), round(ratio.high)] : null,
    };
  });
  return {
    on: label(settings),
    loads: Object.fromEntries(Object.entries(loads).map(([page, value]) => [page, round(value)])),
    agreement: Object.fromEntries(
      runs
        .filter(({ contestant }) => contestant.page !== 'ours')
        .map((peer) => [peer.contestant.id, greedy ? agreement(greedy.timings, peer.timings) : NaN]),
    ),
    lines,
  };
}

/** Mean share of the first draft's tokens that two decoders have alike from the beginning on. */
export function agreement(ours: readonly Timing[], theirs: readonly Timing[]): number {
  const shares = ours.map(({ draft = [] }, at) => {
    const other = theirs[at]?.draft ?? [];
    let alike = 0;
    while (alike < draft.length && draft[alike] === other[alike]) alike++;
    return draft.length === 0 ? 1 : alike / draft.length;
  });
  return round(mean(shares));
}

/** @param browser its version */
export function machine(browser: string): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    browser: `Chromium ${browser}`,
    date: new Date().toISOString().slice(0, 10),
    load: round(loadavg()[0] ?? NaN),
  };
}
