import { describe, expect, it } from 'vitest';
import { ScriptedModel, bigrams, nextTokens } from '../model/scripted-model.fixture';
import type { ForwardOptions, NextTokens, Row } from '../model/language-model';
import { distinctOptions, paperOptions } from './options';
import { shortHead } from './short-head';
import { decodeSuperposed, lookUpAfter } from './superposed';

const ngrams = {
  ...bigrams({}),
  continuations: ([...context]: readonly number[]) => [{ id: 10 * context.at(-1)!, probability: 1 }],
};

describe('a short head', () => {
  const draftOf = (...tokens: number[]) => ({ tokens, score: 0, finished: false });

  it('knows the prompt, the drafts and what n-grams expect after each, once each', () => {
    const headOf = shortHead({ ids: [1, 2, 1] }, lookUpAfter(ngrams, { ids: [1, 2, 1] }), [1]);
    expect(headOf([draftOf(3), draftOf(4, 2)])).toEqual({ head: 'short', named: [1, 2, 3, 30, 4, 20] });
    expect(headOf([draftOf(5)])).toEqual({ head: 'short', named: [1, 2, 5, 50] });
  });

  it('does without n-grams', () => {
    expect(shortHead({ ids: [1] }, null, [1])([draftOf(3)])).toEqual({ head: 'short', named: [1, 3] });
  });
});

class WatchedModel extends ScriptedModel {
  readonly asked: ForwardOptions[] = [];

  override forward(rows: readonly Row[], options: ForwardOptions = {}): Promise<NextTokens[]> {
    this.asked.push(options);
    return super.forward(rows);
  }
}

describe('decoding with a short head', () => {
  const logits = [-9, 3, 2, 1];
  const prompt = { ids: [1, 2], next: nextTokens(logits) };
  const decode = async (options: Parameters<typeof decodeSuperposed>[3]): Promise<ForwardOptions[]> => {
    const model = new WatchedModel([logits]);
    const states = decodeSuperposed(model, null, prompt, options);
    while (!(await states.next()).done);
    return model.asked;
  };

  it('asks for it at every step, own rows and shared ones', async () => {
    const use = { eosIds: [], maxNewTokens: 4, branchSteps: 1, head: 'short' } as const;
    const asked = await decode(distinctOptions(2, use));
    expect(asked.length).toBeGreaterThan(2);
    for (const { head, named } of asked) {
      expect(head).toBe('short');
      expect(named).toEqual(expect.arrayContaining([1, 2]));
    }
  });

  it('does not where it is not wanted', async () => {
    const asked = await decode(paperOptions(2, { eosIds: [], maxNewTokens: 3 }));
    expect(asked.map(({ head }) => head)).toEqual([undefined, undefined]);
  });
});
