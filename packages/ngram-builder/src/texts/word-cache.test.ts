import { createTokenizer } from '@superposed/engine/tokenizer';
import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { tinyMetadata } from '../testing.fixture';
import { wordCached } from './word-cache';

let encode: (text: string) => number[];
beforeAll(async () => {
  const tokenizer = createTokenizer(await tinyMetadata());
  encode = (text) => tokenizer.encode(text);
});

it.each([
  '',
  ' ',
  'Thank you  for your letter of 12 May 2024, it was good.',
  " don't  stop - 'tis (so) said the cat's cat... \t tab\n line \n\n end ",
  'naïve café — “quoted” 日本語 text 1 2  3 ½ x',
  'e\u0301 a\u00a0b \u2003 c \ud83d\ude00 d',
])('gives the ids of encoding all at once: %j', (text) => {
  const cached = wordCached(encode);
  expect(cached(text)).toEqual(encode(text));
  expect(cached(text)).toEqual(encode(text));
});

it('does so for any text', () => {
  const cached = wordCached(encode);
  const piece = fc.constantFrom(' ', '  ', 'a', 'word', "'s", '1', '23', '.', '\n', '\t', 'é', '…', '\u00a0');
  const mixed = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 });
  fc.assert(
    fc.property(mixed, (parts) => {
      expect(cached(parts.join(''))).toEqual(encode(parts.join('')));
    }),
    { numRuns: 300 },
  );
});

it('encodes a word once', () => {
  const spy = vi.fn(encode);
  const cached = wordCached(spy);
  cached('to be or not to be or not');
  expect(spy.mock.calls.map(([word]) => word)).toEqual(['to', ' be', ' or', ' not', ' to']);
});

it('forgets the words when there are too many', () => {
  const cached = wordCached((text) => [text.length]);
  for (let i = 0; i < 3; i++) {
    for (let word = 0; word < 150_000; word++) cached(`${i}-${word}`);
  }
  expect(cached('1-1 22')).toEqual([3, 3]);
});
