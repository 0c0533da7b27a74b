import cliProgress from 'cli-progress';

const MEGABYTE = 1e6;

/**
 * Shows progress on standard error: a bar where a person watches, a line every quarter where a log does.
 * @param {NodeJS.WriteStream} [stream]
 * @returns {(event: import('./fetch.mjs').ProgressEvent) => void}
 */
export function terminalProgress(stream = process.stderr) {
  return stream.isTTY ? drawBar(stream) : printLines(stream);
}

function drawBar(stream) {
  const format = '{step} [{bar}] {percentage}% of {megabytes} MB';
  const bar = new cliProgress.SingleBar(
    { format, stream, clearOnComplete: false, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let current;
  return ({ step, done, total }) => {
    const payload = { step, megabytes: Math.round(total / MEGABYTE) };
    if (step !== current) {
      bar.stop();
      bar.start(total, done, payload);
      current = step;
    } else bar.update(done, payload);
    if (done >= total) {
      bar.stop();
      current = undefined;
    }
  };
}

function printLines(stream) {
  let last = '';
  return ({ step, done, total }) => {
    const quarter = Math.floor((done / total) * 4) * 25;
    const line = `${step}: ${quarter}% of ${Math.round(total / MEGABYTE)} MB\n`;
    if (line !== last) stream.write(line);
    last = line;
  };
}
