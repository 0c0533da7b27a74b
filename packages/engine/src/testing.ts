import { BYTE_PIECES } from './text/byte-level';
import type { LanguageModel, NextTokens, Row } from '@superposed/decoding';
import type { Tokenizer } from './text/tokenizer';

/** Tokenizer metadata of a GGUF file: all bytes, the pieces that the merges give, then more words, then control tokens. */
export function smallVocabulary(words: readonly string[] = []): Record<string, unknown> {
  const merges = ['t h', 'th e', 'Ġ c'];
  const merged = merges.map((merge) => merge.replace(' ', ''));
  const written = words.map((word) => word.replaceAll(' ', 'Ġ').replaceAll('\n', 'Ċ'));
  const tokens = [...BYTE_PIECES, ...merged, ...written, '<|other|>', '<|end|>'];
  return {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'smollm',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.merges': merges,
    'tokenizer.ggml.token_type': tokens.map((token) => (/^<\|.*\|>$/.test(token) ? 3 : 1)),
    'tokenizer.ggml.eos_token_id': tokens.length - 1,
  };
}

/**
 * The same for SentencePiece: bytes, the letters of the words, their beginnings and themselves, then control tokens.
 * ' ' and '.' are there in any case.
 */
export function smallSentencePieces(
  words: readonly string[] = [],
  { addsSpace = false, bos = true }: { readonly addsSpace?: boolean; readonly bos?: boolean } = {},
): Record<string, unknown> {
  const written = words.map((word) => word.replaceAll(' ', '▁'));
  // Longer ones first: their scores are better.
  const pieces = written.flatMap((word) => {
    const letters = Array.from(word);
    return letters.map((_, i) => letters.slice(0, letters.length - i).join(''));
  });
  const letters = written.flatMap((word) => Array.from(word));
  const normal = [...new Set([...pieces, ...letters, '▁', '.'])];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const tokens = [...bytes, ...normal, '<unk>', '<other>', '<bos>', '<end>'];
  const controls = new Map([
    ['<unk>', 2],
    ['<other>', 3],
    ['<bos>', 3],
    ['<end>', 3],
  ]);
  return {
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.scores': tokens.map((_, id) => -id),
    'tokenizer.ggml.token_type': tokens.map((token, id) => (id < 256 ? 6 : (controls.get(token) ?? 1))),
    'tokenizer.ggml.bos_token_id': tokens.length - 2,
    'tokenizer.ggml.eos_token_id': tokens.length - 1,
    'tokenizer.ggml.add_bos_token': bos,
    'tokenizer.ggml.add_space_prefix': addsSpace,
  };
}

const NO_CHANCE = -30;

/**
 * A language model that follows a script: what comes next depends on the last token alone (for a superposed row, on
 * its heaviest token). Tokens that the script doesn't name have no chance.
 */
export class ScriptedModel implements LanguageModel {
  /** Number of rows of every pass so far. */
  readonly passes: number[] = [];
  private readonly slots: number[] = [];

  constructor(
    private readonly tokenizer: Tokenizer,
    /** Last piece → next pieces, best first. */
    private readonly script: Record<string, readonly string[]>,
    private readonly beforePass: () => void = () => undefined,
    readonly contextLength = 4096,
  ) {}

  get vocabularySize(): number {
    return this.tokenizer.pieces.length;
  }

  get cacheLength(): number {
    return this.slots.length;
  }

  /** The text that lies in the cache. */
  get cachedText(): string {
    return this.tokenizer.decode(this.slots);
  }

  forward(rows: readonly Row[]): Promise<NextTokens[]> {
    this.beforePass();
    this.passes.push(rows.length);
    const scored: NextTokens[] = [];
    for (const { tokens, weights, position, sees, scored: wanted, targets } of rows) {
      const slot = this.slots.length;
      // A row that sees all before it stands at its slot's position; one of a branch may stand before it.
      if (sees ? position > slot : position !== slot)
        throw new RangeError(`position ${position} at slot ${slot}`);
      const heaviest = weights ? weights.indexOf(Math.max(...weights)) : 0;
      if (slot >= this.contextLength) throw new RangeError(`no slot ${slot}`);
      this.slots.push(tokens[heaviest]!);
      if (wanted) scored.push(this.after(tokens[heaviest]!, targets));
    }
    return Promise.resolve(scored);
  }

  truncate(length: number): void {
    this.slots.length = length;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private after(id: number, targets: readonly number[] = []): NextTokens {
    const pieces = this.script[this.tokenizer.piece(id)] ?? ['<|end|>'];
    const ids = pieces.map((piece) => {
      const next = this.tokenizer.pieces.findIndex((_, each) => this.tokenizer.piece(each) === piece);
      if (next < 0) throw new Error(`The script names '${piece}', which is not in the vocabulary.`);
      return next;
    });
    const logits = ids.map((_, rank) => -rank);
    const logPartition = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const targetLogits = Float32Array.from(targets, (target) => logits[ids.indexOf(target)] ?? NO_CHANCE);
    return { ids: Int32Array.from(ids), logits: Float32Array.from(logits), logPartition, targetLogits };
  }
}
