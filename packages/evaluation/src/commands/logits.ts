import { promptRows } from '@superposed/decoding';
import { type Command, CommandError, idsField } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';

/** How many of the best tokens are printed. */
const TOP = 20;

export const logits: Command = {
  summary: `{ids} → {top_ids, top_logits}: the ${TOP} best next tokens and their raw logits`,
  options: MODEL_OPTIONS,
  run: (records, options) =>
    withModel(options, async function* ({ model }) {
      for (const record of records) {
        const ids = idsField(record, 'ids');
        if (ids.length === 0) throw new CommandError('bad-record', 'A prompt needs at least one token id.');
        model.truncate(0);
        const [next] = await model.forward(promptRows(ids, 0), { topM: TOP });
        yield { top_ids: Array.from(next?.ids ?? []), top_logits: Array.from(next?.logits ?? []) };
      }
    }),
};
