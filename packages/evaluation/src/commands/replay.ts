import { type Command, CommandError } from 'superposed';
import { compareReplay } from '../replay/compare-replay';
import { replayTrace, type Replay } from '../replay/replay-trace';
import { parseTrace } from '../replay/trace';

export const replay: Command = {
  summary: 'recorded runs → {steps: [{alive, alive_log_probs, finished, finished_log_probs, superposition}]}',
  async *run(records) {
    for (const [i, record] of records.entries()) {
      try {
        yield await replayTrace(parseTrace(record));
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        throw new CommandError(error.code, `Trace ${i + 1}: ${error.message}`);
      }
    }
  },
  rows(result, record, index) {
    if (!record) return [];
    const trace = parseTrace(record);
    const { k } = trace.options;
    return [{ trace: index + 1, k, ...compareReplay((result as Replay).steps, trace.steps) }];
  },
};
