import { expect, it } from 'vitest';
import { FINISHED_PENALTY, rankDrafts } from './draft';

const long = { tokens: [1, 2, 3, 4], score: -4, finished: false };
const short = { tokens: [5, 0], score: -3, finished: true };

it('ranks living and finished drafts by their mean log score', () => {
  expect(rankDrafts([short, long])).toEqual([
    { ...long, normalised: -1 },
    { ...short, normalised: -1.5 },
  ]);
});

it('ranks by the sum where length does not count', () => {
  expect(rankDrafts([long, short], 0).map((draft) => draft.normalised)).toEqual([-3, -4]);
});

it('leaves out placeholders and the empty draft', () => {
  const unsupported = { tokens: [3], score: -Infinity, finished: false };
  const sunk = { tokens: [0], score: -3 - FINISHED_PENALTY, finished: false };
  const empty = { tokens: [], score: 0, finished: false };
  expect(rankDrafts([unsupported, sunk, empty])).toEqual([]);
});
