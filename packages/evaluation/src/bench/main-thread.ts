import type { CDPSession } from 'playwright';

/** An event of Chromium's trace, as far as it is looked at; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** CPU time of the thread in a slice. */
  readonly tdur?: number;
}

/** Marks that a page puts around what it does for one key, by performance.mark. */
export interface Marks {
  readonly begin: string;
  readonly end: string;
}

const TASK = 'ThreadControllerImpl::RunTask';

/** Events of the thread that sets the marks, by time, and its spans from each first mark to the next second one. */
function spansOf(events: readonly TraceEvent[], { begin, end }: Marks) {
  const first = events.find(({ name }) => name === begin);
  const own = events
    .filter(({ pid, tid }) => pid === first?.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts);
  const ends = own.filter(({ name }) => name === end);
  const next = own.filter(({ name }) => name === begin);
  const spans = next.flatMap(({ ts: from }, i) => {
    const to = ends.find(({ ts }) => ts > from)?.ts ?? Infinity;
    return to > (next[i + 1]?.ts ?? Number.MAX_VALUE) ? [] : [{ from, to }];
  });
  return { own, spans };
}

/**
 * CPU time of the thread that sets the marks, from each first mark to the next second one, whole tasks: what it does
 * itself, without the waits for a core.
 * @returns milliseconds, one entry a pair of marks
 */
export function cpuTimeBetween(events: readonly TraceEvent[], marks: Marks): number[] {
  const { own, spans } = spansOf(events, marks);
  const tasks = outermost(own.filter(({ name, ph }) => name === TASK && ph === 'X'));
  return spans.map(({ from, to }) => {
    const during = tasks.filter(({ ts, dur = 0 }) => ts <= to && ts + dur >= from);
    return during.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
  });
}

/**
 * How often that thread laid something out, from each first mark to the next second one, or for so long after it.
 * @param events with those of the timeline
 * @param span milliseconds
 */
export function layoutsBetween(events: readonly TraceEvent[], marks: Marks, span?: number): number[] {
  const { own, spans } = spansOf(events, marks);
  const layouts = own.filter(({ name, ph }) => name === 'Layout' && ph === 'X');
  return spans.map(({ from, to }) => {
    const until = span === undefined ? to : from + span * 1000;
    return layouts.filter(({ ts }) => ts >= from && ts <= until).length;
  });
}

/** A task may run others within. @param tasks by time */
function outermost(tasks: readonly TraceEvent[]): TraceEvent[] {
  let end = -Infinity;
  return tasks.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/**
 * Traces the browser's tasks and marks while `run` runs.
 * @param session of the browser, not of a page
 * @param more categories of events besides; each makes what is traced dearer
 */
export async function traced(
  session: CDPSession,
  run: () => Promise<void>,
  more: readonly string[] = [],
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): number => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  const includedCategories = ['toplevel', 'blink.user_timing', ...more];
  await session.send('Tracing.start', { traceConfig: { includedCategories, excludedCategories: ['*'] } });
  await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}
