import type { ForwardOptions, LanguageModel, NextTokens, Row } from '@superposed/decoding';
import type { WebModel } from '@superposed/runtime';

/** A clock that only passes move. */
export class Clock {
  time = 0;
  readonly now = (): number => this.time;
}

/** A model that computes nothing and takes time: so much a pass, and so much a row. */
export class TimedModel implements LanguageModel {
  readonly vocabularySize = 64;
  readonly contextLength = 512;
  cacheLength = 0;
  passes = 0;
  /** The head of each pass. */
  readonly heads: string[] = [];
  disposed = false;

  constructor(
    private readonly clock: Clock,
    private readonly cost: { readonly pass: number; readonly row: number },
    private readonly beforePass: (pass: number) => void = () => undefined,
  ) {}

  forward(rows: readonly Row[], { head = 'full' }: ForwardOptions = {}): Promise<NextTokens[]> {
    this.beforePass(this.passes++);
    this.heads.push(head);
    this.clock.time += this.cost.pass + this.cost.row * rows.length;
    this.cacheLength += rows.length;
    return Promise.resolve(
      rows
        .filter(({ scored }) => scored)
        .map(() => ({ ids: new Int32Array(1), logits: new Float32Array(1), logPartition: 0 })),
    );
  }

  truncate(length: number): void {
    this.cacheLength = length;
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }
}

/** Our kernels on two threads, about: a row is dear. */
export const ON_WASM = { pass: 1, row: 6 };
/** Where a pass waits for a hand-over of 30 ms. */
export const SLOW_SUBMITS = { pass: 60, row: 0.1 };
/** Where rows are nearly free. */
export const FAST_GPU = { pass: 3, row: 0.1 };

/** A model on a device that is lost when the test says so. */
export function losable<M extends LanguageModel>(
  model: M,
): { readonly model: M & WebModel; readonly lose: () => void } {
  let lose = (): void => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = () => resolve('the graphics processor was lost');
  });
  return { model: Object.assign(model, { lost }), lose: () => lose() };
}
