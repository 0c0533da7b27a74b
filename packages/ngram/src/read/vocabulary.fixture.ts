import { expect } from 'vitest';
import { NgramFormatError } from '../format/errors';
import { readVocabulary } from './vocabulary';
import { writeVocabulary } from '../write/write-vocabulary';

export const tokenizer = '0f'.repeat(32);

export function metadata(tokens: string[], merges: string[], more: Record<string, unknown> = {}) {
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

export const usual = metadata(['<end>', 'a', 'b', 'Ġ', 'é', 'ab', 'Ġab', 'abab'], ['a b', 'Ġ ab', 'ab ab']);
export const file = writeVocabulary(usual, tokenizer);

/** 'read', or the code that the file was refused with. Anything but an NgramFormatError fails the test. */
export function outcome(bytes: Uint8Array): string {
  try {
    readVocabulary(bytes.slice().buffer, tokenizer);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(NgramFormatError);
    return (error as NgramFormatError).code;
  }
}
