import { promptRows, type LanguageModel, type Row } from '@superposed/decoding';

/** Prompt tokens of the warm-up; any will do. */
const PROMPT = Array.from({ length: 8 }, (_, id) => id);

/** Rows of each pass after the prompt: steps of k = 3 drafts, branched and superposed. */
const STEPS = [3, 3, 1, 1, 1, 1, 1, 1];

/**
 * Runs the kinds of pass that suggestions are made of, so that kernels are compiled before the first writer waits
 * for them: the first ten or so passes of a session are several times slower than the rest. Leaves the cache empty.
 */
export async function warmUp(model: LanguageModel): Promise<void> {
  const ids = PROMPT.map((id) => id % model.vocabularySize);
  await model.forward(promptRows(ids, 0));
  const row: Row = {
    tokens: [ids[1]!, ids[2]!],
    weights: [0.5, 0.5],
    position: ids.length,
    sees: [[0, ids.length]],
    scored: true,
  };
  for (const rows of STEPS) {
    await model.forward(Array.from({ length: rows }, () => row));
    model.truncate(ids.length);
  }
  model.truncate(0);
}
