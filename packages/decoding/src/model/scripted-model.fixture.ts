import type { LanguageModel, NextTokens, Row } from './language-model';
import type { NgramSource } from './ngram-source';

/** A distribution over tokens 0 … n − 1 from their logits. */
export function nextTokens(logits: readonly number[]): NextTokens {
  const ids = logits.map((_, id) => id).sort((a, b) => logits[b]! - logits[a]! || a - b);
  return {
    ids: Int32Array.from(ids),
    logits: Float32Array.from(ids, (id) => logits[id]!),
    logPartition: Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)),
  };
}

/** A language model for tests: answers each pass from a script, and counts cache slots as a real one would. */
export class ScriptedModel implements LanguageModel {
  readonly passes: (readonly Row[])[] = [];
  cacheLength: number;

  /** @param script logits of the whole vocabulary for pass 0, 1, …; the last entry repeats */
  constructor(
    private readonly script: readonly (readonly number[])[],
    prefixLength = 4,
    readonly contextLength = 64,
  ) {
    this.cacheLength = prefixLength;
  }

  get vocabularySize(): number {
    return this.script[0]?.length ?? 0;
  }

  forward(rows: readonly Row[]): Promise<NextTokens[]> {
    const logits = this.script[Math.min(this.passes.length, this.script.length - 1)] ?? [];
    this.passes.push(rows);
    this.cacheLength += rows.length;
    return Promise.resolve(rows.filter((row) => row.scored).map(() => nextTokens(logits)));
  }

  truncate(length: number): void {
    this.cacheLength = length;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** n-grams for tests: P(t) is `table[last token][t]`, 0 where it has none. */
export function bigrams(table: Readonly<Record<number, readonly number[]>>): NgramSource {
  const row = (context: readonly number[]): readonly number[] => table[context.at(-1) ?? -1] ?? [];
  return {
    probabilities(context, candidates, _lambdas, out) {
      for (let j = 0; j < candidates.length; j++) out[j] = row(context)[candidates[j]!] ?? 0;
    },
    continuations: () => [],
  };
}

/** A language model for tests whose answer to a row depends on what that row sees, itself last, and on nothing else. */
export class SeeingModel implements LanguageModel {
  readonly vocabularySize = 0;
  readonly passes: (readonly Row[])[] = [];
  /** Slots in use before each pass. */
  readonly lengths: number[] = [];
  private readonly seenBy = new Map<Row, readonly Row[]>();
  private readonly slots: Row[];

  constructor(
    private readonly logits: (seen: readonly Row[]) => readonly number[],
    prompt: readonly number[],
    readonly contextLength = 64,
  ) {
    this.slots = prompt.map((id, position) => ({ tokens: [id], position }));
  }

  get cacheLength(): number {
    return this.slots.length;
  }

  /** The answer to the last token of the prompt. */
  afterPrompt(): NextTokens {
    return nextTokens(this.logits(this.slots));
  }

  /** What a row of an earlier pass saw, itself last. */
  seen(row: Row): readonly Row[] {
    return this.seenBy.get(row) ?? [];
  }

  forward(rows: readonly Row[]): Promise<NextTokens[]> {
    this.passes.push(rows);
    this.lengths.push(this.slots.length);
    for (const row of rows) {
      const before = row.sees?.flatMap((range) => this.slots.slice(...range)) ?? this.slots;
      this.seenBy.set(row, [...before, row]);
      this.slots.push(row);
    }
    const scored = rows.filter((row) => row.scored);
    return Promise.resolve(
      scored.map((row) => {
        const logits = this.logits(this.seen(row));
        const targetLogits = row.targets && Float32Array.from(row.targets, (id) => logits[id]!);
        return { ...nextTokens(logits), ...(targetLogits && { targetLogits }) };
      }),
    );
  }

  truncate(length: number): void {
    this.slots.length = length;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** Logits that look random and follow from what is seen. */
export const dice =
  (seed: number, words: number) =>
  (seen: readonly Row[]): number[] => {
    let hash = seed;
    const told = seen.map(({ tokens, weights = [1], position }) => [position, tokens, weights]);
    for (const letter of JSON.stringify(told)) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
    return Array.from(
      { length: words },
      (_, id) => (Math.imul(hash ^ (id * 7919), 0x9e3779b1) >>> 8) / 2 ** 21,
    );
  };
