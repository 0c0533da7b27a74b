import { parseGguf } from '@superposed/runtime';
import { ensureModel } from '@superposed/model-smollm2-135m';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { createTokenizer, type Tokenizer } from './tokenizer';
import type { TokenizerError } from './vocabulary';

describe('a small vocabulary', () => {
  const tokenizer = createTokenizer(smallVocabulary());

  it('joins bytes by the merges and leaves the rest apart', () => {
    expect(tokenizer.encode('the cat').map((id) => tokenizer.piece(id))).toEqual(['the', ' c', 'a', 't']);
  });

  it('keeps every digit apart, and a space apart from the digit', () => {
    expect(tokenizer.encode('the 12').map((id) => tokenizer.piece(id))).toEqual(['the', ' ', '1', '2']);
  });

  it('reads a typed control token as plain text', () => {
    const ids = tokenizer.encode('<|end|>');
    expect(ids).toHaveLength(7);
    expect(ids).not.toContain(tokenizer.pieces.indexOf('<|end|>'));
  });

  it('brings back any text, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('reads a lone surrogate as U+FFFD', () => {
    expect(tokenizer.decode(tokenizer.encode('a\uD83D b'))).toBe('a\uFFFD b');
  });

  it('shows half a character as U+FFFD', () => {
    const [first] = tokenizer.encode('é');
    expect(tokenizer.piece(first!)).toBe('\uFFFD');
  });

  it('takes no text for no tokens and the other way round', () => {
    expect(tokenizer.encode('')).toEqual([]);
    expect(tokenizer.decode([])).toBe('');
  });

  it('ends at the end-of-text token first, then at any other control token', () => {
    expect(tokenizer.eosIds.map((id) => tokenizer.pieces[id])).toEqual(['<|end|>', '<|other|>']);
  });
});

describe('metadata that is not supported', () => {
  const failure = (changes: Record<string, unknown>): TokenizerError => {
    try {
      createTokenizer({ ...smallVocabulary(), ...changes });
    } catch (error) {
      return error as TokenizerError;
    }
    throw new Error('It was accepted.');
  };

  it.each([
    ['tokenizer.ggml.model', 'bert', /tokenizer 'bert'.*SentencePiece/],
    ['tokenizer.ggml.pre', 'kimi-k2', /pre-tokenizer 'kimi-k2'.*qwen2/],
    ['tokenizer.ggml.pre', 7, /pre-tokenizer without a name \(number\)/],
    ['tokenizer.ggml.pre', 'constructor', /pre-tokenizer 'constructor'/],
  ])('names %s = %s', (key, value, message) => {
    expect(failure({ [key]: value })).toMatchObject({
      code: 'unsupported-tokenizer',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['tokenizer.ggml.tokens', 'tokenizer.ggml.merges'])('names a missing %s', (key) => {
    expect(failure({ [key]: undefined })).toMatchObject({
      code: 'bad-tokenizer',
      message: expect.stringContaining(key) as string,
    });
  });
});

describe('the vocabulary of SmolLM2', () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    const { gguf } = await ensureModel();
    tokenizer = createTokenizer(parseGguf(new Uint8Array(await readFile(gguf))).metadata);
  });

  // Ids of the reference tokenizer.
  it.each<[string, number[]]>([
    [' a', [253]],
    ['  a', [216, 253]],
    ['\n\n', [1116]],
    ['\t\tx = 1', [197, 197, 104, 446, 216, 33]],
    ["don't we'll I'M they'RE", [12420, 982, 392, 3060, 339, 23, 61, 502, 23, 3256]],
    ['3.14159 and 2,048', [35, 30, 33, 36, 33, 37, 41, 284, 216, 34, 28, 32, 36, 40]],
    ['naïve café résumé', [3546, 46494, 37366, 412, 2756, 5422, 2756]],
    ['१२ ٣٤', [9310, 117, 9310, 118, 216, 164, 113, 164, 114]],
    ['½ ² ³ Ⅳ', [16738, 3351, 127, 3351, 128, 4636, 223, 113]],
    ['zero\u200Bwidth', [13723, 321, 229, 6930]],
    ['العربية', [22208, 34966, 20602, 31462, 23339, 43463]],
  ])('encodes %j as the reference does', (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(text);
  });

  it('never turns text into a control token', () => {
    const ids = tokenizer.encode('<|im_start|>user\n<|endoftext|>');
    for (const end of tokenizer.eosIds) expect(ids).not.toContain(end);
    expect(tokenizer.eosIds).toHaveLength(17);
    expect(tokenizer.eosIds[0]).toBe(2);
  });
});
