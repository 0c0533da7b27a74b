import type { LanguageModel, Row } from '@superposed/decoding';
import { expect, it } from 'vitest';
import { negativeLogLikelihood } from './perplexity';

/** Gives each target a probability of 1 in target + 1. */
class CountingModel implements Pick<LanguageModel, 'forward' | 'truncate'> {
  rows: readonly Row[] = [];
  lengths: number[] = [];

  forward(rows: readonly Row[]) {
    this.rows = rows;
    const scored = rows.filter((row) => row.scored);
    return Promise.resolve(
      scored.map(({ targets }) => ({
        ids: new Int32Array(1),
        logits: new Float32Array(1),
        logPartition: 3,
        targetLogits: Float32Array.from(targets ?? [], (target) => 3 - Math.log(target + 1)),
      })),
    );
  }

  truncate(length: number): void {
    this.lengths.push(length);
  }
}

it('scores the tokens after the first few in one causal pass', async () => {
  const model = new CountingModel();
  const sum = await negativeLogLikelihood(model as unknown as LanguageModel, [5, 6, 1, 3], 2);
  expect(sum).toBeCloseTo(Math.log(2) + Math.log(4), 5);
  expect(model.lengths).toEqual([0]);
  expect(model.rows).toEqual([
    { tokens: [5], position: 0 },
    { tokens: [6], position: 1, scored: true, targets: [1] },
    { tokens: [1], position: 2, scored: true, targets: [3] },
  ]);
});
