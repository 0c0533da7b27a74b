import { type Command, textField } from 'superposed';
import { loadTokenizer, MODEL_FILE } from 'superposed/model';

export const tokenize: Command = {
  summary: '{text} → {ids}',
  options: MODEL_FILE,
  async *run(records, options) {
    const tokenizer = await loadTokenizer(options);
    for (const record of records) yield { ids: tokenizer.encode(textField(record, 'text')) };
  },
};
