import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../drafts/draft';
import { promptRows } from '../model/language-model';
import { dice, SeeingModel } from '../model/scripted-model.fixture';
import { scoreDrafts } from './score-drafts';

const PROMPT = [1, 2, 3, 4];
const WORDS = 8;

function start(seed: number, contextLength?: number) {
  const model = new SeeingModel(dice(seed, WORDS), PROMPT, contextLength);
  const prompt: Prompt = { ids: PROMPT, next: model.afterPrompt() };
  return { model, prompt };
}

/** ln p of each token by a run of the tokens before it alone. */
async function oneByOne(seed: number, tokens: readonly number[]): Promise<number[]> {
  const { model, prompt } = start(seed);
  const logProbs: number[] = [];
  for (let { next } = prompt, i = 0; i < tokens.length; i++) {
    logProbs.push(next.logits[next.ids.indexOf(tokens[i]!)]! - next.logPartition);
    next = (await model.forward(promptRows([tokens[i]!], PROMPT.length + i)))[0]!;
  }
  return logProbs;
}

const draft = (...tokens: number[]) => ({ tokens });

describe('scoreDrafts', () => {
  it('runs all drafts in one pass, each token asked of the row before it', async () => {
    const { model, prompt } = start(1);
    await scoreDrafts(model, prompt, [draft(5, 6, 7), draft(6, 6)]);
    expect(model.passes).toEqual([
      [
        { tokens: [5], position: 4, sees: [[0, 4]], scored: true, targets: [6] },
        {
          tokens: [6],
          position: 5,
          sees: [
            [0, 4],
            [4, 5],
          ],
          scored: true,
          targets: [7],
        },
        { tokens: [6], position: 4, sees: [[0, 4]], scored: true, targets: [6] },
      ],
    ]);
  });

  it('shares the rows of drafts that begin alike', async () => {
    const { model, prompt } = start(1);
    await scoreDrafts(model, prompt, [draft(5, 6, 7), draft(5, 6, 1), draft(5, 2)]);
    expect(model.passes[0]!.map(({ targets }) => targets)).toEqual([
      [6, 2],
      [7, 1],
    ]);
  });

  it('needs no pass for openings that the prompt tells of', async () => {
    const { model, prompt } = start(1);
    const [[only]] = (await scoreDrafts(model, prompt, [draft(5)])) as [Float64Array];
    expect(only).toBeCloseTo((await oneByOne(1, [5]))[0]!, 5);
    expect(model.passes).toEqual([]);
  });

  it('asks the last token of the prompt for other openings', async () => {
    const { model, prompt } = start(1);
    const { ids, logits, logPartition } = prompt.next;
    const next = { ids: ids.subarray(0, 2), logits: logits.subarray(0, 2), logPartition };
    const [scores] = await scoreDrafts(model, { ...prompt, next }, [draft(ids[5]!, 3)]);
    expect(scores![0]).toBeCloseTo(logits[5]! - logPartition, 5);
    expect(model.passes[0]![0]).toMatchObject({ tokens: [4], position: 3, sees: [[0, 3]] });
  });

  it('splits what the cache has no room for', async () => {
    const { model, prompt } = start(1, 12);
    const drafts = [draft(5, 6, 7, 1), draft(6, 6, 6, 2), draft(1, 2), draft(7)];
    const scores = await scoreDrafts(model, prompt, drafts);
    expect(model.passes.map((rows) => rows.length)).toEqual([3, 4]);
    expect(scores.map(({ length }) => length)).toEqual([4, 4, 2, 1]);
  });

  it('stops for a signal and leaves the prompt alone', async () => {
    const { model, prompt } = start(1);
    await expect(scoreDrafts(model, prompt, [draft(5, 6)], AbortSignal.abort())).rejects.toThrow();
    model.forward = () => Promise.reject(new Error('device lost'));
    await expect(scoreDrafts(model, prompt, [draft(5, 6)])).rejects.toThrow('device lost');
    expect(model.cacheLength).toBe(4);
  });

  it('refuses a model that answers no targets', async () => {
    const { model, prompt } = start(1);
    const answer = model.forward.bind(model);
    model.forward = async (rows) => answer(rows.map((row) => ({ ...row, targets: undefined! })));
    await expect(scoreDrafts(model, prompt, [draft(5, 6)])).rejects.toThrow('no logits');
  });

  it('agrees with running every draft by itself', async () => {
    const tokens = fc.array(fc.integer({ min: 0, max: WORDS - 1 }), { maxLength: 5 });
    const property = fc.asyncProperty(
      fc.integer(),
      fc.array(tokens, { maxLength: 5 }),
      async (seed, lists) => {
        const { model, prompt } = start(seed);
        const scores = await scoreDrafts(
          model,
          prompt,
          lists.map((list) => draft(...list)),
        );
        expect(model.cacheLength).toBe(PROMPT.length);
        expect(model.passes.length).toBeLessThanOrEqual(1);
        for (const [i, list] of lists.entries()) {
          const alone = await oneByOne(seed, list);
          expect([...scores[i]!]).toEqual(alone.map((logProb) => expect.closeTo(logProb, 4) as number));
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
