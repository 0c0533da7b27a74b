import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePairs } from './merge-pairs';

const scores = (all: Record<string, number>) => (piece: string) => all[piece];

describe('mergePairs', () => {
  it('merges the pair of the best score first', () => {
    expect(mergePairs('abc', scores({ ab: 1, bc: 2, abc: 0 }))).toEqual(['abc']);
    expect(mergePairs('abc', scores({ ab: 1, bc: 2 }))).toEqual(['a', 'bc']);
    expect(mergePairs('abc', scores({ ab: 2, bc: 1 }))).toEqual(['ab', 'c']);
  });

  it('merges the first pair of equal scores first', () => {
    expect(mergePairs('aaaaa', scores({ aa: 0 }))).toEqual(['aa', 'aa', 'a']);
    expect(mergePairs('aaaaa', scores({ aa: 0, aaa: 0 }))).toEqual(['aaa', 'aa']);
    expect(mergePairs('aaaaa', scores({ aa: 0, aaa: -1 }))).toEqual(['aa', 'aaa']);
  });

  it('leaves letters apart that no piece joins, each a whole character', () => {
    expect(mergePairs('a😀b', scores({}))).toEqual(['a', '😀', 'b']);
    expect(mergePairs('', scores({ a: 1 }))).toEqual([]);
  });

  it('does as one who looks for the best pair anew each time', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), minLength: 2, maxLength: 4 });
    const all = fc.dictionary(piece, fc.integer({ min: -3, max: 0 }), { maxKeys: 12, noNullPrototype: true });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 24 }), all, (text, known) => {
        expect(mergePairs(text, scores(known))).toEqual(slowly(text, known));
      }),
    );
  });
});

function slowly(text: string, known: Record<string, number>): string[] {
  const pieces = Array.from(text);
  for (;;) {
    let best = -1;
    let most = -Infinity;
    for (let i = 0; i + 1 < pieces.length; i++) {
      const score = known[pieces[i]! + pieces[i + 1]!] ?? -Infinity;
      if (score > most) [best, most] = [i, score];
    }
    if (best < 0) return pieces;
    pieces.splice(best, 2, pieces[best]! + pieces[best + 1]!);
  }
}
