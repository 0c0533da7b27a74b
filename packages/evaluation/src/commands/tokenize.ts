import type { Command } from '../command';
import { loadTokenizer } from '../model';
import { textField } from '../records';

export const tokenize: Command = {
  summary: '{text} → {ids}',
  async *run(records) {
    const tokenizer = await loadTokenizer();
    for (const record of records) yield { ids: tokenizer.encode(textField(record, 'text')) };
  },
};
