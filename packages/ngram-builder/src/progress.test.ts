import { expect, it } from 'vitest';
import { showProgress, type ProgressEvent } from './progress';

function heard(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const stream = {
    isTTY,
    columns: 120,
    write: (text: string) => written.push(text),
    on: () => {},
    removeListener: () => {},
  };
  const show = showProgress(stream as unknown as NodeJS.WriteStream, () => time);
  const at = (seconds: number, event: ProgressEvent) => {
    time = seconds * 1000;
    show(event);
  };
  return { at, written };
}

const bytes = (done: number) => ({ step: 'tokenising', done, total: 100e6, unit: 'bytes' as const });
const percent = (done: number) => ({ step: 'counting order 3', done, total: 100, unit: '%' as const });

it('writes lines now and then into a log, with rate and time left', () => {
  const { at, written } = heard(false);
  at(0, bytes(0));
  at(1, bytes(1e6));
  at(20, bytes(20e6));
  at(50, bytes(100e6));
  at(51, percent(0));
  at(60, percent(2));
  at(71, percent(0.5));
  at(7271, percent(100));
  expect(written).toEqual([
    'tokenising: 0% of 100.0 MB\n',
    'tokenising: 20% of 100.0 MB, 1.00 MB/s, 1:20 left\n',
    'tokenising: 100% of 100.0 MB, 0:50\n',
    'counting order 3: 0%\n',
    'counting order 3: 0%, 0.0%/s, 1:06:20 left\n',
    'counting order 3: 100%, 2:00:20\n',
  ]);
});

it('takes the rate from what was done since it began: a resumed run starts in the middle', () => {
  const { at, written } = heard(false);
  at(0, bytes(50e6));
  at(10, bytes(60e6));
  expect(written[1]).toBe('tokenising: 60% of 100.0 MB, 1.00 MB/s, 0:40 left\n');
});

it('draws a bar for a person', () => {
  const { at, written } = heard(true);
  at(0, bytes(0));
  at(10, bytes(50e6));
  at(20, bytes(100e6));
  expect(written.join('')).toMatch(/tokenising \[.*100% of 100\.0 MB, 0:20/s);
});
