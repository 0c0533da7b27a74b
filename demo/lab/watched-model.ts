import type { ForwardOptions, LanguageModel, NextTokens, Row } from '@superposed/decoding';

/** A pass of the model. */
export interface Pass {
  readonly rows: number;
  readonly milliseconds: number;
  readonly answers: readonly NextTokens[];
}

/** A language model whose passes are timed and kept. */
export class WatchedModel implements LanguageModel {
  private passes: Pass[] = [];

  constructor(private readonly model: LanguageModel) {}

  get vocabularySize(): number {
    return this.model.vocabularySize;
  }
  get contextLength(): number {
    return this.model.contextLength;
  }
  get cacheLength(): number {
    return this.model.cacheLength;
  }

  /** The passes since the last call. */
  take(): Pass[] {
    const { passes } = this;
    this.passes = [];
    return passes;
  }

  async forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]> {
    const start = performance.now();
    const answers = await this.model.forward(rows, options);
    this.passes.push({ rows: rows.length, milliseconds: performance.now() - start, answers });
    return answers;
  }

  truncate(length: number): void {
    this.model.truncate(length);
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }
}
