import { describe, expect, it } from 'vitest';
import { OURS, PEERS } from './contestants';
import { PROMPTS } from './prompts';
import { inTurn, measureRounds, TOKENS } from './rounds';

describe('inTurn', () => {
  it('holds everything once, whatever the round', () => {
    const items = [1, 2, 3, 4, 5];
    for (let round = 0; round < 12; round++) expect([...inTurn(items, round)].sort()).toEqual(items);
    expect(inTurn([], 3)).toEqual([]);
  });

  it('turns: forwards, backwards, from another place', () => {
    const items = ['a', 'b', 'c'];
    expect(inTurn(items, 0)).toEqual(['a', 'b', 'c']);
    expect(inTurn(items, 1)).toEqual(['c', 'b', 'a']);
    expect(inTurn(items, 2)).toEqual(['b', 'c', 'a']);
  });
});

describe('measureRounds', () => {
  it('asks all for the same draft in a round, and counts no warm-up', async () => {
    const asked: [id: string, text: string, ids: readonly number[]][] = [];
    const runs = await measureRounds(
      PEERS,
      3,
      (contestant, { text, ids, tokens }) => {
        expect(tokens).toBe(TOKENS);
        asked.push([contestant.id, text, ids]);
        return Promise.resolve({ prefill: 1, decode: asked.length });
      },
      (text) => [text.length],
      1,
    );
    expect(asked).toHaveLength(4 * PEERS.length);
    expect(runs.map(({ timings }) => timings.length)).toEqual([3, 3]);
    expect(runs[0]!.timings[0]!.decode).toBeGreaterThan(PEERS.length);
    const prompts = Array.from({ length: 4 }, (_, round) => asked.slice(2 * round, 2 * round + 2));
    for (const [one, other] of prompts) {
      expect(one!.slice(1)).toEqual(other!.slice(1));
      expect(PROMPTS).toContain(one![1]);
    }
  });
});

it('no two contestants share an id', () => {
  const ids = [...OURS, ...PEERS].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
