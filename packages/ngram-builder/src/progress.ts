import cliProgress from 'cli-progress';

export interface ProgressEvent {
  /** What is being done, such as 'counting order 3'. */
  readonly step: string;
  /** How much of `total` is done; done = total ends the step. */
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | '%';
}

export type Progress = (event: ProgressEvent) => void;

/** A line a log, at most so often, in milliseconds. */
const EVERY = 10_000;

/** Shows progress with rate and time left: a bar where a person watches, a line now and then where a log does. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr, now = () => Date.now()): Progress {
  let step = '';
  let started = 0;
  let first = 0;
  let written = 0;
  const show = stream.isTTY ? bars(stream) : lines(stream);
  return (event) => {
    const isNew = event.step !== step;
    if (isNew) {
      step = event.step;
      started = now();
      first = event.done;
    }
    const ended = event.done >= event.total;
    if (!isNew && !ended && !stream.isTTY && now() - written < EVERY) return;
    written = now();
    show(event, describe(event, first, (now() - started) / 1000), isNew, ended);
  };
}

/** '31% of 105.5 MB, 1.9 MB/s, 0:38 left' */
function describe({ done, total, unit }: ProgressEvent, first: number, seconds: number): string {
  const rate = seconds > 0 ? (done - first) / seconds : 0;
  const size = unit === 'bytes' ? ` of ${(total / 1e6).toFixed(1)} MB` : '';
  const percent = `${Math.floor((100 * done) / total)}%${size}`;
  if (done >= total) return `${percent}, ${clock(seconds)}`;
  if (rate <= 0) return percent;
  const speed = unit === 'bytes' ? `${(rate / 1e6).toFixed(2)} MB/s` : `${rate.toFixed(1)}%/s`;
  return `${percent}, ${speed}, ${clock((total - done) / rate)} left`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const start = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  return `${start}:${two(whole % 60)}`;
}

type Show = (event: ProgressEvent, text: string, isNew: boolean, ended: boolean) => void;

function lines(stream: NodeJS.WriteStream): Show {
  return ({ step }, text) => stream.write(`${step}: ${text}\n`);
}

function bars(stream: NodeJS.WriteStream): Show {
  const bar = new cliProgress.SingleBar(
    { format: '{step} [{bar}] {text}', stream, clearOnComplete: false, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  return ({ step, done, total }, text, isNew, ended) => {
    if (isNew) {
      bar.stop();
      bar.start(total, done, { step, text });
    } else bar.update(done, { step, text });
    if (ended) bar.stop();
  };
}
