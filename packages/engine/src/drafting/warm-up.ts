import { costRatio, promptRows, type LanguageModel, type Row, type RowCosts } from '@superposed/decoding';

/** Prompt tokens of the warm-up; any will do. */
const PROMPT = Array.from({ length: 8 }, (_, id) => id);

/** Rows of the passes after the prompt that only warm up: steps of k = 3 drafts, branched and superposed. */
const STEPS = [3, 1, 3, 1, 1, 1, 1, 1];

/** Passes that are timed, in turn so that a slower moment of the device slows them all; drafts are 1 to 10. */
const MEASURED = { rows: [1, 3, 8], rounds: 3 };
/**
 * Milliseconds after which a slow device has run enough, once it has run each pass: a writer waits for it, and what
 * disturbs a long pass is a small part of it.
 */
const ENOUGH = { steps: 1500, rounds: 1000 };
/** Rows of three drafts that look 8 and 16 tokens ahead, timed where 8 rows cost less than this many. */
const AHEAD = { rows: [27, 51], below: 2 };

/**
 * Runs the kinds of pass that suggestions are made of, so that kernels are compiled before the first writer waits
 * for them: the first ten or so passes of a session are several times slower than the rest. Leaves the cache empty.
 * @param now a clock in milliseconds
 * @returns what passes of several rows cost on this device, for `autoBranchSteps`
 */
export async function warmUp(
  model: LanguageModel,
  now: () => number = () => performance.now(),
): Promise<RowCosts> {
  const longerThan = (limit: number): (() => boolean) => {
    const start = now();
    return () => now() - start > limit;
  };
  const enoughSteps = longerThan(ENOUGH.steps);
  const ids = PROMPT.map((id) => id % model.vocabularySize);
  await model.forward(promptRows(ids, 0));
  const row: Row = {
    tokens: [ids[1]!, ids[2]!],
    weights: [0.5, 0.5],
    position: ids.length,
    sees: [[0, ids.length]],
    scored: true,
  };
  const time = async (rows: number): Promise<number> => {
    const start = now();
    await model.forward(
      Array.from({ length: rows }, () => row),
      { head: 'short' },
    );
    model.truncate(ids.length);
    return now() - start;
  };
  const measure = async (counts: readonly number[]): Promise<[number, number][]> => {
    for (const rows of counts) await time(rows);
    const times = counts.map((rows) => ({ rows, taken: [] as number[] }));
    const enough = longerThan(ENOUGH.rounds);
    for (let round = 0; round < MEASURED.rounds && !(round > 0 && enough()); round++) {
      for (const { rows, taken } of times) taken.push(await time(rows));
    }
    // The quickest is the least disturbed one; a clock may be too coarse to see a small model's pass.
    return times.map(({ rows, taken }) => [rows, Math.max(0.01, Math.min(...taken))]);
  };
  for (const [done, rows] of STEPS.entries()) if (done < 2 || !enoughSteps()) await time(rows);
  const costs = await measure(MEASURED.rows);
  if (costRatio(costs, MEASURED.rows.at(-1)!) < AHEAD.below) costs.push(...(await measure(AHEAD.rows)));
  model.truncate(0);
  return costs;
}
