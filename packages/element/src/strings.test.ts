import { describe, expect, it } from 'vitest';
import { loadingText } from './strings';

describe('loadingText', () => {
  it('names the size and how much of it is there', () => {
    expect(loadingText({ state: 'loading', phase: 'model', loaded: 34_200_000, total: 98_362_432 })).toBe(
      'Loading the language model: 34 of 98 MB',
    );
  });

  it('does without sizes', () => {
    expect(loadingText({ state: 'loading', phase: 'prepare', loaded: 0, total: 0 })).toBe(
      'Starting the language model …',
    );
  });
});
