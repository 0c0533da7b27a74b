import { median } from 'simple-statistics';
import type { GpuWork } from './gpu-counter';
import type { Pass } from './page-protocol';
import type { Machine } from './report';
import { round } from './statistics';
import { table } from './tables';

/** Milliseconds of each run, of what was measured. */
export interface GpuRow {
  readonly on: string;
  readonly load?: number | undefined;
  readonly row?: readonly number[] | undefined;
  readonly rows?: readonly number[] | undefined;
  readonly ahead?: readonly number[] | undefined;
  readonly prompt?: readonly number[] | undefined;
  /** A prompt of 20 to 30 tokens. */
  readonly short?: readonly number[] | undefined;
  readonly drafts?: readonly number[] | undefined;
}

/** What so many passes asked of a GPU, and the milliseconds of the worker's own thread that one took. */
export interface GpuWorkRow {
  readonly on: string;
  readonly pass: Pass;
  readonly total: GpuWork;
  readonly times: number;
  readonly workerCpu: number;
}

export interface GpuFigures {
  readonly machine: Machine;
  readonly software: boolean;
  readonly rows: readonly GpuRow[];
  readonly work: readonly GpuWorkRow[];
  /** What there was no time for. */
  readonly late: readonly string[];
}

const COLUMNS = ['row', 'rows', 'ahead', 'prompt', 'short', 'drafts'] as const;

/** Median of milliseconds, '' for what was not measured. */
const middle = (times: readonly number[] = []): string =>
  times.length > 0 ? String(round(median([...times]))) : '';

const nameOf = (pass: Pass): string =>
  pass === 'prompt' ? 'prompt of 64' : `${pass} ${pass === 1 ? 'row' : 'rows'}`;

/** Tables for docs/performance.md, under the machine that they come from. */
export function gpuTables({ machine, software, rows, work, late }: GpuFigures): string {
  const { browser, cpu, cores, system, date } = machine;
  const adapter = software ? ' A software adapter: the times say only that the script runs.' : '';
  const times = table(
    ['model, device', 'ready', '1 row', '3 rows', '51 rows', 'prompt of 64', 'of 20 to 30', 'three drafts'],
    rows.map(({ on, load, ...each }) => [
      on,
      load === undefined ? '' : String(round(load)),
      ...COLUMNS.map((name) => middle(each[name])),
    ]),
  );
  const asked = table(
    ['model', 'pass', 'dispatches', 'submits', 'bytes written', 'bytes read', 'worker’s thread, ms'],
    work.map(({ on, pass, total, times: count, workerCpu }) => [
      on,
      nameOf(pass),
      ...[total.dispatches, total.submits, total.writtenBytes, total.readBytes].map((each) =>
        String(Math.round(each / count)),
      ),
      Number.isNaN(workerCpu) ? '' : String(round(workerCpu)),
    ]),
  );
  return [
    `${browser} (headless) on ${cpu}, ${cores} cores, ${system}; ${date}. Medians in milliseconds.${adapter}`,
    times,
    asked,
    ...(late.length > 0 ? [`No time was left for ${late.join('; ')}.`] : []),
  ].join('\n\n');
}
