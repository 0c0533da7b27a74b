import { describe, expect, it } from 'vitest';
import { nextTokens } from '../model/scripted-model.fixture';
import { proposalsAfter, withTargets } from './proposals';

describe('proposals', () => {
  it('are what was seen before', () => {
    const next = [9, 4].map((id) => ({ id, probability: 0.5 }));
    expect(proposalsAfter([1, 2], { recall: () => ({ share: 0.5, next }) })).toEqual([9, 4]);
    expect(proposalsAfter([1, 2], { recall: () => null })).toEqual([]);
    expect(proposalsAfter([1, 2], {})).toEqual([]);
  });
});

describe('tokens that were asked for', () => {
  const { ids, logits, logPartition } = nextTokens([1, 3, 2, 0]);
  const best = { ids: ids.slice(0, 2), logits: logits.slice(0, 2), logPartition };

  it('join the model’s best, in order, each once', () => {
    const joined = withTargets({ ...best, targetLogits: Float32Array.of(0, 3, 1) }, [3, 1, 0]);
    expect([...joined.ids]).toEqual([1, 2, 0, 3]);
    expect([...joined.logits]).toEqual([3, 2, 1, 0]);
    expect(joined.logPartition).toBe(logPartition);
  });

  it('leave it as it is where there are none', () => {
    expect(withTargets(best)).toBe(best);
    expect(withTargets({ ...best, targetLogits: Float32Array.of(3) }, [1]).ids).toBe(best.ids);
  });
});
