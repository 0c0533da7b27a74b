import { createTokenizer, type Tokenizer } from '@superposed/engine/tokenizer';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tinyMetadata } from '../testing.fixture';
import { wordCached } from './word-cache';

let tokenizer: Tokenizer;
const encode = (text: string) => tokenizer.encode(text);
beforeAll(async () => {
  tokenizer = createTokenizer(await tinyMetadata());
});

it.each([
  '',
  ' ',
  'Thank you  for your letter of 12 May 2024, it was good.',
  " don't  stop - 'tis (so) said the cat's cat... \t tab\n line \n\n end ",
  'naïve café — “quoted” 日本語 text 1 2  3 ½ x',
  'e\u0301 a\u00a0b \u2003 c \ud83d\ude00 d',
])('gives the ids of encoding all at once: %j', (text) => {
  const cached = wordCached(tokenizer);
  expect(cached(text)).toEqual(encode(text));
  expect(cached(text)).toEqual(encode(text));
});

it('does so for any text', () => {
  const cached = wordCached(tokenizer);
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
  const cached = wordCached({ ...tokenizer, encode: spy });
  cached('to be or not to be or not');
  expect(spy.mock.calls.map(([word]) => word)).toEqual(['to', ' be', ' or', ' not', ' to']);
});

it('forgets the words when there are too many', () => {
  const cached = wordCached({ wordwise: true, encode: (text) => [text.length] });
  for (let i = 0; i < 3; i++) {
    for (let word = 0; word < 150_000; word++) cached(`${i}-${word}`);
  }
  expect(cached('1-1 22')).toEqual([3, 3]);
});

describe('a SentencePiece vocabulary', () => {
  const made = (pieces: string[], addsSpace = false) =>
    createTokenizer({
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': ['<s>', ...pieces],
      'tokenizer.ggml.token_type': [3, ...pieces.map(() => 1)],
      'tokenizer.ggml.scores': [0, ...pieces.map((_, i) => -i)],
      'tokenizer.ggml.add_space_prefix': addsSpace,
    });

  it.each([false, true])(
    'gives the ids of encoding all at once, with a space at the start: %s',
    (addsSpace) => {
      const words = made(['▁to', '▁t', '▁be', '▁b', '▁', 't', 'o', 'b', 'e'], addsSpace);
      const cached = wordCached(words);
      for (const text of ['to be to be', ' be  to', 'b t o e'])
        expect(cached(text)).toEqual(words.encode(text));
    },
  );

  it('with a token of two words is encoded all at once', () => {
    const phrases = made(['to▁be', 'to▁b', 'to▁', 'to', '▁', 't', 'o', 'b', 'e']);
    expect(phrases.wordwise).toBe(false);
    expect(wordCached(phrases)('to be')).toEqual([1]);
  });
});
