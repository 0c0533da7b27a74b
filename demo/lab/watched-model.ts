import { WrappedModel, type ForwardOptions, type NextTokens, type Row } from '@superposed/decoding';

/** A pass of the model. */
export interface Pass {
  readonly rows: number;
  readonly milliseconds: number;
  readonly answers: readonly NextTokens[];
}

/** A language model whose passes are timed and kept. */
export class WatchedModel extends WrappedModel {
  private passes: Pass[] = [];

  /** The passes since the last call. */
  take(): Pass[] {
    const { passes } = this;
    this.passes = [];
    return passes;
  }

  override async forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]> {
    const start = performance.now();
    const answers = await super.forward(rows, options);
    this.passes.push({ rows: rows.length, milliseconds: performance.now() - start, answers });
    return answers;
  }
}
