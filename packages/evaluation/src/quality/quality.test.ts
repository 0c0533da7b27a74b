import { describe, expect, it } from 'vitest';
import { bestOf, commonPrefix, compare, firstWord, overlaps, summarise } from './quality';
import type { MeasuredDraft, MeasuredPrompt } from './quality';

const draft = (perplexity: number, matched: number, text: string): MeasuredDraft => ({
  nllPerToken: Math.log(perplexity),
  firstTokenRight: matched > 0,
  firstWordRight: matched > 1,
  matched,
  text,
  confidence: 1,
});

const prompt = (drafts: MeasuredDraft[], milliseconds = 1): MeasuredPrompt => ({
  drafts,
  milliseconds,
  rows: 2 * milliseconds,
  passes: 1,
});

describe('summarise', () => {
  it('looks at drafts by place, at the best of them and at all', () => {
    const quality = summarise(
      [
        prompt([draft(2, 0, ' a b'), draft(8, 4, ' b c')], 10),
        prompt([draft(4, 2, ' a'), draft(4, 1, ' A')], 30),
      ],
      2,
      1,
    );
    expect(quality).toMatchObject({ prompts: 2, shown: 1, rows: 40, passes: 1, milliseconds: 20 });
    expect(quality.perplexity_by_draft[0]).toBeCloseTo(3, 9);
    expect(quality.perplexity_by_draft[1]).toBeCloseTo(6, 9);
    expect(quality.perplexity_best).toBeCloseTo(3, 9);
    expect(quality.perplexity_best_interval[0]).toBeCloseTo(2, 9);
    expect(quality.perplexity_geometric).toBeCloseTo(4, 9);
    expect(quality.first_token_right).toMatchObject({ of_1: 0.5, of_k: 1, of: [0.5, 1] });
    expect(quality.first_word_right).toMatchObject({ of_1: 0.5, of_k: 1 });
    expect(quality.precision).toBe(0.5);
    expect(quality.matched).toMatchObject({ of_1: 1, of_k: 3, of_k_interval: [2, 4], of: [1, 3] });
    expect(quality.distinct_first_words).toBe(1.5);
    expect(quality.least_distinct_first_words).toBe(1);
  });

  it('counts a prompt without drafts as nothing matched, and leaves it out of perplexity and precision', () => {
    const quality = summarise([prompt([]), prompt([draft(5, 6, ' a')])], 2, 1);
    expect(quality).toMatchObject({ shown: 0.5, precision: 1, least_distinct_first_words: null });
    expect(quality.matched.of_k).toBe(3);
    expect(quality.perplexity_best).toBeCloseTo(5, 9);
    expect(quality.perplexity_by_draft[1]).toBeNaN();
  });

  it('has figures where nothing is shown at all', () => {
    const quality = summarise([prompt([])], 3, 1);
    expect(quality.shown).toBe(0);
    expect(quality.matched.of_k).toBe(0);
    expect(quality.perplexity_best).toBeNaN();
  });
});

it('takes the best of the first few drafts', () => {
  const prompts = [prompt([draft(1, 3, ''), draft(1, 7, '')]), prompt([])];
  expect(bestOf(prompts, 1, ({ matched }) => matched)).toEqual([3, 0]);
  expect(bestOf(prompts, 2, ({ matched }) => matched)).toEqual([7, 0]);
});

it('compares a draft with what the writer wrote', () => {
  const shown = { text: ' the cat is', tokens: [5, 6, 7], confidence: 0.4 };
  expect(compare(shown, [-1, -2, -3], 5, ' the cat was')).toEqual({
    nllPerToken: 2,
    firstTokenRight: true,
    firstWordRight: true,
    matched: ' the cat '.length,
    text: ' the cat is',
    confidence: 0.4,
  });
  expect(compare(shown, [-1], 4, ' then')).toMatchObject({
    firstTokenRight: false,
    firstWordRight: false,
    matched: 4,
  });
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

it('says how many word bigrams each pair of drafts shares', () => {
  expect(overlaps([' a b c', ' A b d', ' x'])).toEqual([1 / 3, 0, 0]);
  expect(overlaps([' a b', ' a b'])).toEqual([1]);
  expect(overlaps([' a'])).toEqual([]);
});
