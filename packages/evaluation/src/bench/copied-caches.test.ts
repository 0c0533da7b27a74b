import type { LanguageModel, NextTokens, Row } from '@superposed/decoding';
import { expect, it } from 'vitest';
import { decodeCopied } from './copied-caches';

/** Says that after token t come t + 1 and t + 10, and notes its rows. */
class Counter implements LanguageModel {
  readonly vocabularySize = 100;
  readonly contextLength = 100;
  readonly rows: Row[][] = [];
  cacheLength = 0;

  forward(rows: readonly Row[]): Promise<NextTokens[]> {
    this.rows.push([...rows]);
    this.cacheLength += rows.length;
    const scored = rows.filter((row) => row.scored);
    return Promise.resolve(
      scored.map(({ tokens: [token = 0] }) => ({
        ids: Int32Array.of(token + 1, token + 10),
        logits: Float32Array.of(1, 0),
        logPartition: 2,
      })),
    );
  }
  truncate(length: number): void {
    this.cacheLength = length;
  }
  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

it('gives each draft its own copy of the prompt, and lets it see nothing else', async () => {
  const model = new Counter();
  const { drafts } = await decodeCopied(model, [1, 2, 3], 2, 3);
  expect(drafts).toEqual([
    [4, 5, 6],
    [13, 14, 15],
  ]);
  const [first, second, step, last] = model.rows;
  expect(first!.map(({ sees }) => sees)).toEqual([[[0, 0]], [[0, 1]], [[0, 2]]]);
  expect(second!.map(({ sees }) => sees)).toEqual([[[3, 3]], [[3, 4]], [[3, 5]]]);
  expect(second!.map(({ position }) => position)).toEqual([0, 1, 2]);
  expect(step!.map(({ sees, position }) => [sees, position])).toEqual([
    [[[0, 3]], 3],
    [[[3, 6]], 3],
  ]);
  expect(last![1]!.sees).toEqual([
    [3, 6],
    [7, 8],
  ]);
  expect(model.cacheLength).toBe(0);
});
