import { promptRows, type LanguageModel, type NextTokens, type Row } from '@superposed/decoding';
import { expect } from 'vitest';

export const prompt = [5, 900, 17, 44, 303, 512, 8];
export const superposed: Row = { tokens: [4, 77, 9], weights: [0.5, 0.3, 0.2], position: 7, scored: true };
/** Three branches at one position over the prompt, blind to each other. */
export const branches: Row[] = [10, 600, 33].map((id) => ({
  tokens: [id],
  position: 7,
  sees: [[0, 7]],
  scored: true,
}));
/** Two drafts of three tokens over the prompt, each row seeing its own draft only; every row has targets. */
const drafts = [
  [10, 20, 30],
  [600, 5, 7],
];
const scoring: Row[] = drafts.flatMap((draft, d) =>
  draft.map((id, i) => ({
    tokens: [id],
    position: 7 + i,
    sees: [
      [0, 7],
      [7 + 3 * d, 7 + 3 * d + i],
    ] as const,
    scored: true,
    targets: [draft[i + 1] ?? 0, ...draft],
  })),
);

export const PASSES = ['prefill', 'superposed', 'branches', 'scoring'] as const;

/** Prefill, superposed step, branched step and scoring pass, each after the same prompt. */
export async function everyKindOfPass(model: LanguageModel): Promise<Record<string, NextTokens[]>> {
  model.truncate(0);
  const forward = (rows: readonly Row[]): Promise<NextTokens[]> =>
    model.forward(rows.map((row) => inVocabulary(row, model.vocabularySize)));
  const passes: Record<string, NextTokens[]> = { prefill: await forward(promptRows(prompt, 0)) };
  for (const [name, rows] of Object.entries({ superposed: [superposed], branches, scoring })) {
    model.truncate(prompt.length);
    passes[name] = await forward(rows);
  }
  return passes;
}

/** A row whose tokens are in a vocabulary of less than 1024 too. */
export function inVocabulary(row: Row, vocabularySize: number): Row {
  const fold = (ids: readonly number[]): number[] => ids.map((id) => id % vocabularySize);
  return { ...row, tokens: fold(row.tokens), ...(row.targets && { targets: fold(row.targets) }) };
}

/** @param tolerance of the logits, relative to the largest */
export function expectEqual(
  got: readonly NextTokens[] | undefined,
  wanted: readonly NextTokens[] | undefined,
  tolerance: number,
): void {
  expect(got?.length).toBe(wanted?.length);
  wanted?.forEach((row, r) => {
    const other = got![r]!;
    const logits = new Map(Array.from(other.ids, (id, i) => [id, other.logits[i]!]));
    const scale = Math.abs(row.logits[0]!);
    row.ids.subarray(0, 32).forEach((id, i) => {
      const difference = Math.abs((logits.get(id) ?? NaN) - row.logits[i]!) / scale;
      expect(difference, `row ${r}, token ${id}`).toBeLessThan(tolerance);
    });
    expect(Math.abs(other.logPartition - row.logPartition) / scale).toBeLessThan(tolerance);
    expect(other.targetLogits?.length).toBe(row.targetLogits?.length);
    row.targetLogits?.forEach((logit, t) => {
      expect(Math.abs(other.targetLogits![t]! - logit) / scale).toBeLessThan(tolerance);
    });
  });
}
