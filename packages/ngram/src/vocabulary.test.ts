import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramFormatError } from './errors';
import { readVocabulary, VOCABULARY_HEADER, VOCABULARY_HEADER_BYTES } from './vocabulary';
import { writeVocabulary } from './write-vocabulary';

const tokenizer = '0f'.repeat(32);

function metadata(tokens: string[], merges: string[], more: Record<string, unknown> = {}) {
  return {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'smollm',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.merges': merges,
    'tokenizer.ggml.token_type': tokens.map((token) => (token.startsWith('<') ? 3 : 1)),
    'tokenizer.ggml.eos_token_id': 0,
    ...more,
  };
}

const usual = metadata(['<end>', 'a', 'b', 'Ġ', 'é', 'ab', 'Ġab', 'abab'], ['a b', 'Ġ ab', 'ab ab']);
const file = writeVocabulary(usual, tokenizer);

/** 'read', or the code that the file was refused with. Anything but an NgramFormatError fails the test. */
function outcome(bytes: Uint8Array): string {
  try {
    readVocabulary(bytes.slice().buffer, tokenizer);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(NgramFormatError);
    return (error as NgramFormatError).code;
  }
}

describe('a vocabulary file', () => {
  it('gives back what a GGUF file says of its tokenizer', () => {
    expect(readVocabulary(file.buffer, tokenizer)).toEqual(usual);
  });

  it('spells out only what no merge makes', () => {
    const notes = new TextDecoder().decode(file.subarray(VOCABULARY_HEADER_BYTES + 4 * 3));
    expect(JSON.parse(notes)).toMatchObject({
      pieces: [
        [0, '<end>'],
        [1, 'a'],
        [2, 'b'],
        [3, 'Ġ'],
        [4, 'é'],
      ],
    });
  });

  it.each([
    ['tokens in another order than their merges', ['abab', 'ab', 'a', 'b'], ['a b', 'ab ab']],
    ['a token that two merges make', ['a', 'b', 'c', 'ab', 'bc', 'abc'], ['a b', 'b c', 'a bc', 'ab c']],
    ['a merge before those of its parts', ['a', 'b', 'c', 'abc', 'ab'], ['ab c', 'a b']],
    ['a piece that two tokens have', ['ab', 'a', 'b', 'ab'], ['a b']],
    ['no merges', ['x', 'y'], []],
  ])('holds %s', (_, tokens, merges) => {
    const kept = metadata(tokens, merges);
    expect(readVocabulary(writeVocabulary(kept, tokenizer).buffer, tokenizer)).toEqual(kept);
  });

  it('holds more than 65,536 tokens, and does without an end token', () => {
    const tokens = Array.from({ length: 66_000 }, (_, id) => `t${id}`);
    const many = metadata([...tokens, 't65999t65998'], ['t65999 t65998']);
    const { 'tokenizer.ggml.eos_token_id': _, ...endless } = many;
    expect(readVocabulary(writeVocabulary(endless, tokenizer).buffer, tokenizer)).toEqual(endless);
  });

  it.each([
    [['a'], ['a b'], "needs 'b'"],
    [['a', 'b'], ['a b'], "needs 'ab'"],
  ])('is not written of %j and %j', (tokens, merges, message) => {
    expect(() => writeVocabulary(metadata(tokens, merges), tokenizer)).toThrow(message);
  });
});

describe('a vocabulary file that is not right', () => {
  const changed = (at: number, value: number) => {
    const copy = file.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };

  it('is named', () => {
    expect(outcome(new TextEncoder().encode('<!doctype html> and so on, for longer than a header'))).toBe(
      'bad-magic',
    );
    expect(outcome(changed(VOCABULARY_HEADER.version, 2))).toBe('unsupported-version');
    expect(outcome(changed(VOCABULARY_HEADER.tokenizer, 7))).toBe('other-tokenizer');
    expect(outcome(changed(VOCABULARY_HEADER.vocabulary, 2 ** 31))).toBe('corrupt');
    expect(outcome(changed(VOCABULARY_HEADER.merges, 2 ** 31))).toBe('corrupt');
    expect(outcome(changed(VOCABULARY_HEADER.notes, 0))).toBe('corrupt');
    expect(outcome(changed(VOCABULARY_HEADER_BYTES, 0xffff))).toBe('corrupt');
  });

  it('may not grow without end by merging a piece with itself', () => {
    const doubling = metadata(
      Array.from({ length: 12 }, (_, i) => 'a'.repeat(2 ** i)),
      Array.from({ length: 11 }, (_, i) => `${'a'.repeat(2 ** i)} ${'a'.repeat(2 ** i)}`),
    );
    expect(outcome(writeVocabulary(doubling, tokenizer))).toBe('read');
    const longer = metadata(
      Array.from({ length: 14 }, (_, i) => 'a'.repeat(2 ** i)),
      Array.from({ length: 13 }, (_, i) => `${'a'.repeat(2 ** i)} ${'a'.repeat(2 ** i)}`),
    );
    expect(outcome(writeVocabulary(longer, tokenizer))).toBe('corrupt');
  });

  it('is refused when it is cut anywhere', () => {
    for (let length = 0; length < file.length; length++) {
      expect(outcome(file.subarray(0, length))).toBe('truncated');
    }
  });

  it('is read or refused, whatever bits are flipped and whatever follows a good header', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (flips) => {
        const copy = file.slice();
        for (const flip of flips) copy[(flip >>> 3) % copy.length]! ^= 1 << (flip & 7);
        outcome(copy);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(400), fc.nat(80), (rest, size, merges) => {
        const copy = new Uint8Array([...file.subarray(0, VOCABULARY_HEADER_BYTES), ...rest]);
        const view = new DataView(copy.buffer);
        view.setUint32(VOCABULARY_HEADER.length, copy.length, true);
        view.setUint32(VOCABULARY_HEADER.vocabulary, size, true);
        view.setUint32(VOCABULARY_HEADER.merges, merges, true);
        view.setUint32(VOCABULARY_HEADER.notes, Math.max(0, rest.length - 4 * merges), true);
        expect(outcome(copy)).not.toBe('read');
      }),
    );
  });
});
