import type { ForwardOptions, LanguageModel, NextTokens, Row } from '@superposed/decoding';

/** What a model has been asked for. */
export interface Work {
  readonly rows: number;
  readonly passes: number;
}

/** A language model that counts its passes and their rows. */
export class CountingModel implements LanguageModel {
  private rows = 0;
  private passes = 0;

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

  /** The count since the last call. */
  take(): Work {
    const { rows, passes } = this;
    [this.rows, this.passes] = [0, 0];
    return { rows, passes };
  }

  forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]> {
    this.rows += rows.length;
    this.passes++;
    return this.model.forward(rows, options);
  }

  truncate(length: number): void {
    this.model.truncate(length);
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }
}
