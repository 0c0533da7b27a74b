import { describe, expect, it } from 'vitest';
import { cpuTimeBetween, layoutsBetween, type TraceEvent } from './main-thread';

const at = { pid: 1, tid: 2, ph: 'X' };
const task = (ts: number, dur: number, tdur: number): TraceEvent => ({
  ...at,
  name: 'ThreadControllerImpl::RunTask',
  ts,
  dur,
  tdur,
});
const mark = (name: string, ts: number): TraceEvent => ({ ...at, name, ph: 'I', ts });
const marks = { begin: 'key', end: 'drawn' };

describe('the CPU time between two marks', () => {
  it('is that of all tasks from the first to the second, the one of the mark itself whole', () => {
    const events = [
      task(0, 900, 900),
      mark('key', 1500),
      task(1000, 2000, 1200),
      task(4000, 3000, 800),
      mark('drawn', 6900),
      task(8000, 500, 500),
    ];
    expect(cpuTimeBetween(events, marks)).toEqual([2]);
  });

  it('counts a task within a task once', () => {
    const events = [task(0, 5000, 3000), task(1000, 1000, 1000), mark('key', 500), mark('drawn', 4000)];
    expect(cpuTimeBetween(events, marks)).toEqual([3]);
  });

  it('leaves other threads and processes out', () => {
    const events = [
      mark('key', 100),
      { ...task(0, 1000, 700), tid: 3 },
      { ...task(0, 1000, 700), pid: 4 },
      task(50, 1000, 500),
      mark('drawn', 900),
    ];
    expect(cpuTimeBetween(events, marks)).toEqual([0.5]);
  });

  it('has an entry for each key that was drawn before the next one', () => {
    const events = [
      mark('key', 0),
      mark('key', 1000),
      task(1000, 500, 400),
      mark('drawn', 2000),
      mark('key', 3000),
      task(3000, 100, 100),
      mark('drawn', 3500),
    ];
    expect(cpuTimeBetween(events, marks)).toEqual([0.4, 0.1]);
    expect(cpuTimeBetween([], marks)).toEqual([]);
  });
});

describe('the layouts between two marks', () => {
  const layout = (ts: number): TraceEvent => ({ ...at, name: 'Layout', ts, dur: 10 });
  const events = [
    mark('key', 0),
    layout(1000),
    layout(2000),
    mark('drawn', 3000),
    layout(9000),
    layout(20_000),
  ];

  it('are those up to the second', () => {
    expect(layoutsBetween(events, marks)).toEqual([2]);
  });

  it('are those of so many milliseconds where a time is given', () => {
    expect(layoutsBetween(events, marks, 10)).toEqual([3]);
  });

  it('leave other threads out', () => {
    expect(layoutsBetween([...events, { ...layout(1500), tid: 9 }], marks)).toEqual([2]);
  });
});
