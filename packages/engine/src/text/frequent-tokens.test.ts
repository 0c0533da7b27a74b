import { expect, it } from 'vitest';
import { frequentTokens } from './frequent-tokens';

it('are the first ones of a vocabulary, and the first characters after them', () => {
  const pieces = ['<s>', ' the', 'ing', 'Ġan', 'é', '😀', '', 'tion', 'z'];
  expect(frequentTokens({ pieces }, 3)).toEqual([0, 1, 2, 4, 5, 8]);
  expect(frequentTokens({ pieces }, 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const many = Array.from({ length: 2000 }, (_, i) => String.fromCodePoint(0x4e00 + i));
  expect(frequentTokens({ pieces: many }, 8)).toHaveLength(8 + 512);
});
