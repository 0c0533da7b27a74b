import {
  promptRows,
  type LanguageModel,
  type NextTokens,
  type Row,
  type SlotRange,
} from '@superposed/decoding';

/**
 * k drafts as a batch of k: each has its own copy of the prompt's keys and values, as a batched decoder keeps them.
 * Leaves the cache empty.
 * @returns tokens of each draft, and when the prompts had been run
 */
export async function decodeCopied(
  model: LanguageModel,
  ids: readonly number[],
  k: number,
  tokens: number,
): Promise<{ drafts: number[][]; prefilled: number }> {
  model.truncate(0);
  let next: NextTokens | undefined;
  for (let copy = 0; copy < k; copy++) [next] = await model.forward(copyRows(ids, copy));
  const prefilled = performance.now();
  const drafts = [...next!.ids.slice(0, k)].map((id) => [id]);
  const own: SlotRange[][] = drafts.map((_, copy) => [[copy * ids.length, (copy + 1) * ids.length]]);
  for (let step = 1; step < tokens; step++) {
    const start = model.cacheLength;
    const rows = drafts.map((draft, i): Row => {
      const sees = [...own[i]!];
      own[i]!.push([start + i, start + i + 1]);
      return { tokens: [draft.at(-1)!], position: ids.length + step - 1, sees, scored: true };
    });
    const scored = await model.forward(rows);
    scored.forEach(({ ids: [best] }, i) => drafts[i]!.push(best!));
  }
  model.truncate(0);
  return { drafts, prefilled };
}

/** A copy of the prompt that sees nothing of the copies before it. */
function copyRows(ids: readonly number[], copy: number): Row[] {
  const start = copy * ids.length;
  return promptRows(ids, 0).map((row, i) => ({ ...row, sees: [[start, start + i]] }));
}
