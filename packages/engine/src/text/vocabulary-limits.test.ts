import { describe, expect, it, vi } from 'vitest';
import { smallVocabulary } from '../testing';
import { createTokenizer } from './tokenizer';
import { MOST, whyTooLarge } from './vocabulary-limits';

const tokens = (list: unknown) => whyTooLarge({ 'tokenizer.ggml.tokens': list });
const merges = (list: unknown) => whyTooLarge({ 'tokenizer.ggml.merges': list });

describe('a vocabulary', () => {
  it('of the usual size passes, and so does one whose lists are none: others say so', () => {
    expect(whyTooLarge(smallVocabulary())).toBeUndefined();
    expect(whyTooLarge({})).toBeUndefined();
    expect(tokens([1, null, 'a'])).toBeUndefined();
    expect(tokens('Ġ'.repeat(MOST.piece + 1))).toBeUndefined();
  });

  it('has pieces up to a length', () => {
    expect(tokens(['a', 'b'.repeat(MOST.piece)])).toBeUndefined();
    expect(tokens(['a', 'b'.repeat(MOST.piece + 1)])).toBe(
      'one of 513 letters among its tokens; 512 are the most',
    );
    expect(merges([`a ${'b'.repeat(MOST.piece - 1)}`])).toBeUndefined();
    expect(merges([`a ${'b'.repeat(MOST.piece)}`])).toContain('one of 514 letters among its merges');
  });

  it('has so many tokens and merges', () => {
    expect(tokens(new Array(MOST.tokens).fill('a'))).toBeUndefined();
    expect(tokens(new Array(MOST.tokens + 1).fill('a'))).toContain('1048577 tokens');
    expect(merges(new Array(MOST.merges + 1).fill('a b'))).toContain('2097153 merges');
  });

  it('has so many letters together, as 118 MB of merges have not', () => {
    const piece = 'x'.repeat(MOST.piece);
    expect(tokens(new Array(MOST.letters / MOST.piece).fill(piece))).toBeUndefined();
    expect(tokens(new Array(MOST.letters / MOST.piece + 1).fill(piece))).toContain('letters together');
    expect(merges(new Array(300_000).fill(`${'x'.repeat(200)} ${'y'.repeat(200)}`))).toContain(
      'merges of more than 33554432 letters',
    );
  });
});

it('what is past a limit is refused before a tokenizer is made of it', () => {
  const metadata = smallVocabulary(['x'.repeat(10_000)]);
  const made = vi.spyOn(Object, 'fromEntries');
  expect(() => createTokenizer(metadata)).toThrow(
    "The model's vocabulary has one of 10000 letters among its tokens; 512 are the most. Use another model.",
  );
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});
