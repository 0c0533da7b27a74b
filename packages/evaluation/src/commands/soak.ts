import { type Command, wholeNumber } from 'superposed';
import { fillPage } from '../bench/write-docs';
import { claimsOf, soakText } from '../soak/report';
import { runSoak } from '../soak/run';

/** A run that is reported: this long at least. */
const FULL = { keystrokes: 20_000, minutes: 15 };

export const soak: Command = {
  summary:
    'types into the demo for a long time and watches memory and chips; writes into docs/reliability.md',
  // Takes no records: without this it would wait for some.
  manyFiles: true,
  options: {
    keystrokes: { option: { type: 'string' }, help: '20000 by default; a run of fewer writes nothing' },
    minutes: { option: { type: 'string' }, help: '15 by default; a shorter run writes nothing' },
    seed: { option: { type: 'string' }, help: 'of what is typed, 1 by default' },
  },
  async *run(_, options) {
    const keys = wholeNumber(options, 'keystrokes', FULL.keystrokes);
    const minutes = wholeNumber(options, 'minutes', FULL.minutes);
    const onProgress = (message: string): void => void process.stderr.write(`soak: ${message}\n`);
    const report = await runSoak({ keys, minutes, seed: wholeNumber(options, 'seed', 1), onProgress });
    yield* claimsOf(report);
    process.stderr.write(`${soakText(report)}\n`);
    if (keys >= FULL.keystrokes && report.minutes >= FULL.minutes) {
      await fillPage('reliability.md', { soak: soakText(report) });
    }
  },
};
