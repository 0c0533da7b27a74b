import { describe, expect, it } from 'vitest';
import { decodeSuperposed } from './superposed';
import { distinctOptions } from './options';
import { nextTokens, ScriptedModel } from '../model/scripted-model.fixture';
import type { SuperposedState } from './superposed-step';

const EOS = 0;
const prompt = {
  ids: [5],
  next: nextTokens([-9, 2, 1, -3, -3, -9]),
  openings: { singles: 0.4, list: [{ tokens: [4, 3, 2], probability: 0.6 }] },
};
const options = distinctOptions(2, { eosIds: [EOS], maxNewTokens: 3, branchSteps: 3, closedOpenings: true });

async function states(use = options, start = prompt) {
  const model = new ScriptedModel([[-9, 0, 3, 1, 2, -9]], 1);
  const seen: SuperposedState[] = [];
  for await (const state of decodeSuperposed(model, null, start, use)) seen.push(state);
  return { model, seen };
}

describe('openings that were proposed', () => {
  it('compete with the model’s by their share of all', async () => {
    const { seen } = await states();
    const [first, second] = seen[0]!.alive;
    expect([first!.tokens, second!.tokens]).toEqual([[4, 3, 2], [1]]);
    expect(Math.exp(first!.score)).toBeCloseTo(0.6, 6);
    expect(Math.exp(second!.score)).toBeLessThan(0.4);
    expect(first!.logScores!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(first!.score, 9);
  });

  it('have a row for each of their tokens, and go on from the last one', async () => {
    const { model, seen } = await states();
    const rows = model.passes[0]!;
    expect(rows.map(({ tokens }) => tokens[0])).toEqual([4, 3, 2, 1]);
    expect(rows.map(({ scored }) => scored)).toEqual([false, false, true, true]);
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 1]);
    expect(seen.at(-1)!.alive.map(({ tokens }) => tokens.length)).toEqual([5, 3]);
    expect(model.cacheLength).toBe(1);
  });

  it('add to a token that the model has too', async () => {
    const list = [{ tokens: [2], probability: 0.6 }];
    const { seen } = await states(options, { ...prompt, openings: { singles: 0.4, list } });
    expect(seen[0]!.alive.map(({ tokens }) => tokens)).toEqual([[2], [1]]);
    expect(Math.exp(seen[0]!.alive[0]!.score)).toBeGreaterThan(0.6);
  });

  it('open one draft a word', async () => {
    const list = [
      [4, 3],
      [4, 2],
    ].map((tokens) => ({ tokens, probability: 0.3 }));
    const firstWordKey = (id: number): string => (id < 4 ? '' : 'w');
    const { seen } = await states(
      { ...options, firstWordKey },
      { ...prompt, openings: { singles: 0.4, list } },
    );
    expect(seen[0]!.alive.map(({ tokens }) => tokens)).toEqual([[4, 3]]);
  });
});
