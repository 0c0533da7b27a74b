import type { LanguageModel } from '@superposed/decoding';
import { type Command, CommandError, textField } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';

/** The rule: the first 200 texts of at least 64 tokens, their first 64 tokens, of which 17 to 64 are scored. */
const PARAGRAPHS = 200;
const LENGTH = 64;
const UNSCORED = 16;

/**
 * Negative log-likelihood of a text's tokens after the first `unscored`, in one causal pass.
 * @param ids token ids, at least 2
 * @param unscored tokens that only give context, at least 1
 */
export async function negativeLogLikelihood(
  model: LanguageModel,
  ids: readonly number[],
  unscored: number,
): Promise<number> {
  const rows = ids.slice(0, -1).map((id, i) => {
    const row = { tokens: [id], position: i };
    return i + 1 < unscored ? row : { ...row, scored: true, targets: [ids[i + 1]!] };
  });
  model.truncate(0);
  const scored = await model.forward(rows, { topM: 1 });
  return scored.reduce((sum, { logPartition, targetLogits }) => sum + logPartition - targetLogits![0]!, 0);
}

export const perplexity: Command = {
  summary: '{text} → {paragraphs, tokens, nll_per_token, perplexity} of all together',
  options: MODEL_OPTIONS,
  run: (records, options) =>
    withModel(options, async function* ({ model, tokenizer }) {
      let [paragraphs, sum] = [0, 0];
      for (const record of records) {
        const ids = tokenizer.encode(textField(record, 'text'));
        if (ids.length < LENGTH) continue;
        const { bosIds } = tokenizer;
        const read = [...bosIds, ...ids.slice(0, LENGTH)];
        sum += await negativeLogLikelihood(model, read, bosIds.length + UNSCORED);
        if (++paragraphs === PARAGRAPHS) break;
      }
      if (paragraphs === 0) throw new CommandError('bad-record', `No text has ${LENGTH} tokens or more.`);
      const tokens = paragraphs * (LENGTH - UNSCORED);
      const mean = sum / tokens;
      yield { paragraphs, tokens, nll_per_token: mean, perplexity: Math.exp(mean) };
    }),
};
