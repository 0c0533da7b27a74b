import { type Command, textField } from 'superposed';
import { loadTokenizer } from 'superposed/model';

export const tokenize: Command = {
  summary: '{text} → {ids}',
  async *run(records) {
    const tokenizer = await loadTokenizer();
    for (const record of records) yield { ids: tokenizer.encode(textField(record, 'text')) };
  },
};
