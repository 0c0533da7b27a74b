import { describe, expect, it } from 'vitest';
import { rankDrafts, type Prompt } from '../drafts/draft';
import { distinctOptions, paperOptions } from './options';
import { bigrams, nextTokens, ScriptedModel } from '../model/scripted-model.fixture';
import { decodeSuperposed } from './superposed';
import type { SuperposedState } from './superposed-step';

const EOS = 0;
const LOGITS = [-9, 3, 2, 1, 0, -1];
const prompt: Prompt = { ids: [1, 2, 3, 4], next: nextTokens(LOGITS) };
const options = { ...paperOptions(2, { eosIds: [EOS] }), tau: 1, m: 5, maxNewTokens: 4 };

async function all(states: AsyncIterable<SuperposedState>): Promise<SuperposedState[]> {
  const list: SuperposedState[] = [];
  for await (const state of states) list.push(state);
  return list;
}

describe('decodeSuperposed', () => {
  it('runs one superposed row a step, and none after the last', async () => {
    const model = new ScriptedModel([LOGITS]);
    const states = await all(decodeSuperposed(model, null, prompt, options));
    expect(states.map((state) => state.alive[0]!.tokens.length)).toEqual([1, 2, 3, 4]);
    expect(model.passes).toHaveLength(3);
    model.passes.forEach(([row, ...others], step) => {
      expect(others).toEqual([]);
      expect(row).toEqual({ ...states[step]!.superposition, position: 4 + step, scored: true });
    });
  });

  it('takes the position of the prompt where it is not the cache length', async () => {
    const model = new ScriptedModel([LOGITS]);
    await all(decodeSuperposed(model, null, { ...prompt, position: 9 }, options));
    expect(model.passes[0]![0]!.position).toBe(9);
  });

  it('gives the n-grams the prompt and the draft', async () => {
    // After token 4 only 3 is known, after 3 only 5.
    const ngrams = bigrams({ 4: [0, 0, 0, 0.5], 3: [0, 0, 0, 0, 0, 0.5] });
    const use = { ...options, k: 1, m: 6, alpha: 0.9, maxNewTokens: 2 };
    const states = await all(decodeSuperposed(new ScriptedModel([LOGITS]), ngrams, prompt, use));
    expect(states[1]!.alive[0]!.tokens).toEqual([3, 5]);
  });

  it('leaves the prefix alone in the cache when it is done', async () => {
    const model = new ScriptedModel([LOGITS]);
    await all(decodeSuperposed(model, null, prompt, options));
    expect(model.cacheLength).toBe(4);
  });

  it('leaves the prefix alone in the cache when the caller stops early', async () => {
    const model = new ScriptedModel([LOGITS]);
    for await (const state of decodeSuperposed(model, null, prompt, options)) {
      if (state.alive[0]!.tokens.length === 2) break;
    }
    expect(model.cacheLength).toBe(4);
  });

  it('stops at an abort before the next pass, with its reason', async () => {
    const model = new ScriptedModel([LOGITS]);
    const controller = new AbortController();
    const run = async () => {
      for await (const state of decodeSuperposed(model, null, prompt, options, controller.signal)) {
        if (state.alive[0]!.tokens.length === 2) controller.abort(new Error('stale'));
      }
    };
    await expect(run()).rejects.toThrow('stale');
    expect(model.passes).toHaveLength(1);
    expect(model.cacheLength).toBe(4);
  });

  it('does nothing for a signal that has aborted before', async () => {
    const model = new ScriptedModel([LOGITS]);
    const states = decodeSuperposed(model, null, prompt, options, AbortSignal.abort());
    await expect(states.next()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(model.passes).toEqual([]);
  });

  it('stops when every draft has ended', async () => {
    const model = new ScriptedModel([[9, 0, 0, 0]]);
    const use = distinctOptions(3, { eosIds: [EOS] });
    const states = await all(decodeSuperposed(model, null, prompt, use));
    expect(states).toHaveLength(2);
    const last = states[1]!;
    expect(last.alive).toEqual([]);
    expect(last.finished).toHaveLength(3);
    expect(rankDrafts(last.finished)[0]!.tokens).toEqual([1, EOS]);
  });

  it('stops at the end of the context', async () => {
    const model = new ScriptedModel([LOGITS], 4, 6);
    expect(await all(decodeSuperposed(model, null, prompt, options))).toHaveLength(3);
    expect(model.passes.at(-1)![0]!.position).toBe(5);
  });

  it('makes nothing when no token is asked for', async () => {
    expect(
      await all(decodeSuperposed(new ScriptedModel([LOGITS]), null, prompt, { ...options, maxNewTokens: 0 })),
    ).toEqual([]);
  });

  it('refuses options that make no sense', async () => {
    const states = decodeSuperposed(new ScriptedModel([LOGITS]), null, prompt, { ...options, tau: 0 });
    await expect(states.next()).rejects.toThrow(RangeError);
  });
});
