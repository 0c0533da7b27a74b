import type { ForwardOptions, LanguageModel, NextTokens, Row } from './language-model';

/** A language model that does what another does: for classes that count, time or change what passes through. */
export class WrappedModel implements LanguageModel {
  constructor(protected readonly model: LanguageModel) {}

  get vocabularySize(): number {
    return this.model.vocabularySize;
  }

  get contextLength(): number {
    return this.model.contextLength;
  }

  get cacheLength(): number {
    return this.model.cacheLength;
  }

  forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]> {
    return this.model.forward(rows, options);
  }

  truncate(length: number): void {
    this.model.truncate(length);
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }
}
