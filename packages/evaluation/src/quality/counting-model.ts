import { WrappedModel, type ForwardOptions, type NextTokens, type Row } from '@superposed/decoding';

/** What a model has been asked for. */
export interface Work {
  readonly rows: number;
  readonly passes: number;
}

/** A language model that counts its passes and their rows. */
export class CountingModel extends WrappedModel {
  private rows = 0;
  private passes = 0;

  /** The count since the last call. */
  take(): Work {
    const { rows, passes } = this;
    [this.rows, this.passes] = [0, 0];
    return { rows, passes };
  }

  override forward(rows: readonly Row[], options?: ForwardOptions): Promise<NextTokens[]> {
    this.rows += rows.length;
    this.passes++;
    return super.forward(rows, options);
  }
}
