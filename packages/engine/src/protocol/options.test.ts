import { describe, expect, it } from 'vitest';
import { checkSuggestOptions } from './options';

describe('options of a request', () => {
  it('may be left out, and lie within their ranges', () => {
    expect(() => checkSuggestOptions({})).not.toThrow();
    expect(() =>
      checkSuggestOptions({ k: 10, maxTokens: 64, openings: 'paper', branchSteps: 0, threshold: 1 }),
    ).not.toThrow();
    expect(() => checkSuggestOptions({ branchSteps: 'auto', threshold: 0 })).not.toThrow();
  });

  it.each([
    [{ k: 11 }, 'k is 11; it must be a whole number of 1 … 10.'],
    [{ k: 0 }, 'k is 0; it must be a whole number of 1 … 10.'],
    [{ k: '3' }, 'k is 3; it must be a whole number of 1 … 10.'],
    [{ k: NaN }, 'k is NaN; it must be a whole number of 1 … 10.'],
    [{ maxTokens: 65 }, 'maxTokens is 65; it must be a whole number of 1 … 64.'],
    [{ branchSteps: -1 }, 'branchSteps is -1; it must be a whole number of 0 … 64.'],
    [{ openings: 'other' }, "openings is other; it must be 'distinct' or 'paper'."],
    [{ threshold: 1.5 }, 'threshold is 1.5; it must be a number of 0 … 1.'],
    [{ context: 3 }, 'context is 3; it must be a text.'],
    [{ after: 3 }, 'after is 3; it must be a text.'],
    [{ length: 'page' }, "length is page; it must be 'word', 'phrase' or 'sentence'."],
    [
      { phrases: ['a'.repeat(501)] },
      'phrases is an object; it must be a list of at most 200 texts of 500 characters.',
    ],
    [{ threshold: {} }, 'threshold is an object; it must be a number of 0 … 1.'],
  ])('are refused by name: %j', (options, message) => {
    expect(() => checkSuggestOptions(options)).toThrow(
      expect.objectContaining({ code: 'bad-options', message }),
    );
  });
});
