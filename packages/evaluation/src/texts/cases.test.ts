import { describe, expect, it } from 'vitest';
import { casesOf, halfOf, promptText, shuffle, type CaseSettings } from './cases';

/** A token a character. */
const tokenizer = {
  encode: (text: string) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
  decode: (ids: ArrayLike<number>) => String.fromCharCode(...Array.from(ids)),
  bosIds: [] as number[],
};
const settings: CaseSettings = { promptTokens: 3, tokens: 2, limit: 9, shuffled: false, seed: 1 };
const records = Array.from({ length: 20 }, (_, i) => ({ text: `abc${String.fromCharCode(100 + i)}efg` }));

describe('casesOf', () => {
  it('cuts texts that are long enough into a prompt and the rest', () => {
    const cases = casesOf([{ text: 'abcd' }, { text: 'abcdef' }], tokenizer, settings);
    expect(cases).toEqual([{ text: 'abcdef', ids: [97, 98, 99], nextIds: [100, 101], rest: 'def' }]);
  });

  it('begins prompts as the model wants it, which is none of their text', () => {
    const wanting = { ...tokenizer, bosIds: [2] };
    const [only] = casesOf([{ text: 'abcdef' }], wanting, settings);
    expect(only!.ids).toEqual([2, 97, 98, 99]);
    expect(promptText(only!.ids, wanting)).toBe('abc');
  });

  it('takes the first ones, or draws some by the seed', () => {
    const texts = (how: Partial<CaseSettings>) =>
      casesOf(records, tokenizer, { ...settings, limit: 5, ...how }).map(({ text }) => text);
    expect(texts({})).toEqual(records.slice(0, 5).map(({ text }) => text));
    const drawn = texts({ shuffled: true });
    expect(new Set(drawn).size).toBe(5);
    expect(texts({ shuffled: true })).toEqual(drawn);
    expect(texts({ shuffled: true, seed: 2 })).not.toEqual(drawn);
  });

  it('reads no more of a long text than it needs', () => {
    const [only] = casesOf([{ text: 'a'.repeat(1e5) }], tokenizer, settings);
    expect(only!.rest.length).toBeLessThan(1000);
  });

  it('says so when no text is long enough', () => {
    expect(() => casesOf([{ text: 'abcd' }], tokenizer, settings)).toThrow('No text has 5 tokens');
  });
});

it('shuffles without losing any', () => {
  const values = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = shuffle(values, 3);
  expect(shuffled).not.toEqual(values);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(values);
  expect(shuffle([], 1)).toEqual([]);
});

it('splits texts in halves by what they say, in whatever order they come', () => {
  const [tune, report] = [halfOf(records, 'tune'), halfOf(records, 'report')];
  expect(tune.length).toBeGreaterThan(0);
  expect([...tune, ...report].sort((a, b) => (a.text < b.text ? -1 : 1))).toEqual(records);
  expect(halfOf([...records].reverse(), 'tune')).toEqual([...tune].reverse());
  expect(halfOf(records, 'all')).toBe(records);
});
