import { describe, expect, it } from 'vitest';
import { readVocabulary, VOCABULARY_HEADER, VOCABULARY_HEADER_BYTES } from './vocabulary';
import { file, metadata, outcome, tokenizer, usual } from './vocabulary.fixture';
import { writeVocabulary } from '../write/write-vocabulary';

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

  it('holds SentencePiece: scores, types, whether a space is put before a text', () => {
    const tokens = ['<end>', '<0x41>', '▁', 'a', '▁a', 'b', '\n'];
    const kept = {
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.pre': 'default',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': [0, 0, -1, -2, -3, -1.5, -1.5],
      'tokenizer.ggml.token_type': [3, 6, 1, 1, 1, 1, 4],
      'tokenizer.ggml.eos_token_id': 0,
      'tokenizer.ggml.add_space_prefix': false,
    };
    for (const more of [{}, { 'tokenizer.ggml.add_space_prefix': true }]) {
      const packed = writeVocabulary({ ...kept, ...more }, tokenizer);
      expect(readVocabulary(packed.buffer, tokenizer)).toEqual({ ...kept, ...more });
    }
  });

  it('holds user-defined tokens of byte pairs', () => {
    const types = [3, 1, 4, 1];
    const kept = { ...metadata(['<end>', 'a', '  ', 'b'], []), 'tokenizer.ggml.token_type': types };
    expect(readVocabulary(writeVocabulary(kept, tokenizer).buffer, tokenizer)).toEqual(kept);
  });

  it.each([
    ['types', [[1, 3]]],
    ['types', [[1, 1.5]]],
    ['types', [[1, -1, 3]]],
    ['types', [['1', 4]]],
    ['types', 7],
    ['scores', [[0, -1, 2 ** 40]]],
    ['scores', [[0, -1, 5]]],
    ['scores', [[null, -1, 4]]],
    ['scores', [[0, 4]]],
    ['addsSpace', 'yes'],
  ])('is refused where its %s are %j', (name, value) => {
    const packed = writeVocabulary(metadata(['<end>', 'a', 'b', 'c'], []), tokenizer);
    const notes = JSON.parse(new TextDecoder().decode(packed.subarray(VOCABULARY_HEADER_BYTES))) as object;
    const text = new TextEncoder().encode(JSON.stringify({ ...notes, [name]: value }));
    const odd = new Uint8Array(VOCABULARY_HEADER_BYTES + text.length);
    odd.set(packed.subarray(0, VOCABULARY_HEADER_BYTES));
    odd.set(text, VOCABULARY_HEADER_BYTES);
    new DataView(odd.buffer).setUint32(VOCABULARY_HEADER.length, odd.length, true);
    new DataView(odd.buffer).setUint32(VOCABULARY_HEADER.notes, text.length, true);
    expect(outcome(odd)).toBe('corrupt');
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
      Array.from({ length: 10 }, (_, i) => 'a'.repeat(2 ** i)),
      Array.from({ length: 9 }, (_, i) => `${'a'.repeat(2 ** i)} ${'a'.repeat(2 ** i)}`),
    );
    expect(outcome(writeVocabulary(doubling, tokenizer))).toBe('read');
    const longer = metadata(
      Array.from({ length: 11 }, (_, i) => 'a'.repeat(2 ** i)),
      Array.from({ length: 10 }, (_, i) => `${'a'.repeat(2 ** i)} ${'a'.repeat(2 ** i)}`),
    );
    expect(outcome(writeVocabulary(longer, tokenizer))).toBe('corrupt');
  });

  it('may not have merges without end, though each makes the same piece', () => {
    const half = 'a'.repeat(256);
    const merges = new Array<string>(70_000).fill(`${half} ${half}`);
    expect(outcome(writeVocabulary(metadata([half, half + half], merges), tokenizer))).toBe('corrupt');
    expect(outcome(writeVocabulary(metadata([half, half + half], merges.slice(0, 60_000)), tokenizer))).toBe(
      'read',
    );
  });

  it('is refused when it is cut anywhere', () => {
    for (let length = 0; length < file.length; length++) {
      expect(outcome(file.subarray(0, length))).toBe('truncated');
    }
  });
});
