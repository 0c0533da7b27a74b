import { expect, it } from 'vitest';
import { commonPrefix, firstWord, summarise, type MeasuredDraft } from './quality';

const draft = (perplexity: number, matched: number, word: string): MeasuredDraft => ({
  nllPerToken: Math.log(perplexity),
  firstTokenRight: matched > 0,
  matched,
  firstWord: word,
});

it('summarises drafts by place, by the best of them and over all', () => {
  const quality = summarise(
    [
      { drafts: [draft(2, 0, 'a'), draft(8, 4, 'b')], milliseconds: 10 },
      { drafts: [draft(4, 2, 'a'), draft(4, 1, 'a')], milliseconds: 30 },
    ],
    2,
    1,
  );
  expect(quality.prompts).toBe(2);
  expect(quality.perplexity_by_draft[0]).toBeCloseTo(3, 9);
  expect(quality.perplexity_by_draft[1]).toBeCloseTo(6, 9);
  expect(quality.perplexity_best).toBeCloseTo(3, 9);
  expect(quality.perplexity_geometric).toBeCloseTo(4, 9);
  expect(quality.first_token_right).toEqual({ of_1: 0.5, of_k: 1 });
  expect(quality.matched).toMatchObject({ of_1: 1, of_k: 3, of_k_interval: [2, 4] });
  expect(quality.distinct_first_words).toBe(1.5);
  expect(quality.milliseconds).toBe(30);
});

it('counts a prompt without drafts as nothing matched', () => {
  const quality = summarise(
    [
      { drafts: [], milliseconds: 1 },
      { drafts: [draft(5, 6, 'a')], milliseconds: 1 },
    ],
    2,
    1,
  );
  expect(quality.matched.of_k).toBe(3);
  expect(quality.perplexity_best).toBeCloseTo(5, 9);
  expect(quality.perplexity_by_draft[1]).toBeNaN();
});

it('compares beginnings', () => {
  expect(commonPrefix(' the cat', ' the car')).toBe(7);
  expect(commonPrefix('', 'a')).toBe(0);
  expect(commonPrefix('ab', 'abc')).toBe(2);
});

it('names the first word without case', () => {
  expect(firstWord(' The cat')).toBe('the');
  expect(firstWord('\n')).toBe('');
});
