import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recallShare } from './recall-share';
import { TEXT_END, TextNgrams } from './text-ngrams';

function table(ids: readonly number[], continuesWord = (_: number) => false) {
  const text = new TextNgrams(continuesWord);
  text.set(ids);
  return text;
}
const nextOf = (text: TextNgrams, context: readonly number[]) =>
  text.recall(context)?.next.map(({ id, probability }) => [id, probability]);

describe('a text as a table', () => {
  it('recalls what followed the longest end of a context', () => {
    const text = table([1, 2, 3, 9, 2, 4, 9, 2, 4]);
    expect(nextOf(text, [2])).toEqual([
      [4, 2 / 3],
      [3, 1 / 3],
    ]);
    expect(nextOf(text, [1, 2])).toEqual([[3, 1]]);
    expect(nextOf(text, [7, 2])).toHaveLength(2);
    expect(text.recall([7])).toBeNull();
    expect(text.recall([])).toBeNull();
  });

  it('trusts it by its length, by how often it was seen, and inside of a word', () => {
    const share = (ids: number[], context: number[], inWord = false) =>
      table(ids, () => inWord).recall(context)!.share;
    expect(share([1, 2, 3, 4], [2, 3])).toBeGreaterThan(share([1, 2, 3, 4], [3]));
    expect(share([3, 4, 3, 4], [3])).toBeGreaterThan(share([3, 4], [3]));
    expect(share([3, 4], [3], true)).toBeGreaterThan(share([3, 4], [3]));
    expect(share([3, 4, 3, 5], [3])).toBe(
      recallShare({ length: 1, count: 2, kinds: 2, inWord: false }, true),
    );
  });

  it('does not go over the end of a text', () => {
    const text = table([1, 2, TEXT_END, 3, 4]);
    expect(text.recall([2])).toBeNull();
    expect(text.recall([TEXT_END])).toBeNull();
    expect(text.recall([2, TEXT_END, 3])!.share).toBe(text.recall([3])!.share);
  });

  it('is the same however it came about', () => {
    const ids = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 });
    const property = fc.property(ids, ids, ids, (before, now, context) => {
      const changed = table(before);
      changed.set(now);
      const fresh = table(now);
      expect(changed.length).toBe(now.length);
      expect(changed.recall(context)).toEqual(fresh.recall(context));
      const { share = 0.5, next = [] } = fresh.recall(context) ?? {};
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
      if (next.length > 0)
        expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    });
    fc.assert(property, { numRuns: 200 });
  });
});
