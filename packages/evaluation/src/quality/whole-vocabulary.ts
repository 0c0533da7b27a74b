import {
  WrappedModel,
  type LanguageModel,
  type NextTokens,
  type Prompt,
  type Row,
} from '@superposed/decoding';

/**
 * A language model whose answers hold every token, not the best 64 alone: what nucleus sampling needs where a
 * distribution is flat. The head gives the other logits as targets; ordering them costs some milliseconds a row.
 */
export class WholeVocabulary extends WrappedModel {
  private readonly all: readonly number[];

  constructor(model: LanguageModel) {
    super(model);
    this.all = Array.from({ length: model.vocabularySize }, (_, id) => id);
  }

  override async forward(rows: readonly Row[]): Promise<NextTokens[]> {
    const asked = rows.map((row) => (row.scored ? { ...row, targets: this.all } : row));
    const answers = await super.forward(asked, { topM: 1 });
    return answers.map(({ targetLogits, logPartition }) => {
      const ids = bestFirst(targetLogits!);
      return { ids, logits: Float32Array.from(ids, (id) => targetLogits![id]!), logPartition };
    });
  }

  /** What comes after a prompt that the cache holds; its last row is run again. */
  async next({ ids, position }: Prompt): Promise<NextTokens> {
    const length = this.cacheLength - 1;
    this.truncate(length);
    const last = {
      tokens: [ids.at(-1)!],
      position: position === undefined ? length : position - 1,
      scored: true,
    };
    return (await this.forward([last]))[0]!;
  }
}

/** Places of the greatest to the least. Numbers sort many times faster than pairs by a comparison. */
function bestFirst(logits: Float32Array): Int32Array {
  const bits = new Uint32Array(Float32Array.from(logits, (logit) => -logit).buffer);
  // The bits of a float, in the order of what they stand for.
  const keys = Float64Array.from(bits, (each, id) => {
    const ordered = each >>> 31 ? ~each >>> 0 : each + 2 ** 31;
    return ordered * logits.length + id;
  });
  return Int32Array.from(keys.sort(), (key) => key % logits.length);
}
