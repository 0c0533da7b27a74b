import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VOCABULARY_HEADER, VOCABULARY_HEADER_BYTES } from './vocabulary';
import { file, outcome } from './vocabulary.fixture';

describe('a vocabulary file, read or refused by name,', () => {
  it('with flipped bits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (flips) => {
        const copy = file.slice();
        for (const flip of flips) copy[(flip >>> 3) % copy.length]! ^= 1 << (flip & 7);
        outcome(copy);
      }),
    );
  });

  it('with anything after a good header', () => {
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

  it('with any notes', () => {
    const head = file.subarray(0, VOCABULARY_HEADER_BYTES + 12);
    const ids = fc.oneof(fc.nat(9), fc.constantFrom(-1, 0.5, 2 ** 32, null, 'a'));
    const notes = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record({
        model: fc.constantFrom('gpt2', 'llama', '', 1),
        pre: fc.constantFrom('smollm', '__proto__', null),
        eos: ids,
        control: fc.array(ids, { maxLength: 3 }),
        pieces: fc.array(fc.tuple(ids, fc.oneof(fc.constantFrom('a', 'b', 'Ġ', 'ab'), fc.string())), {
          maxLength: 9,
        }),
        types: fc.option(fc.array(fc.array(ids, { maxLength: 3 }), { maxLength: 3 }), { nil: undefined }),
        scores: fc.option(fc.array(fc.array(ids, { maxLength: 4 }), { maxLength: 3 }), { nil: undefined }),
        addsSpace: fc.option(fc.oneof(fc.boolean(), ids), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(notes, fc.nat(9), (value, size) => {
        const json = new TextEncoder().encode(JSON.stringify(value));
        const copy = new Uint8Array([...head, ...json]);
        const view = new DataView(copy.buffer);
        view.setUint32(VOCABULARY_HEADER.length, copy.length, true);
        view.setUint32(VOCABULARY_HEADER.vocabulary, size, true);
        view.setUint32(VOCABULARY_HEADER.notes, json.length, true);
        outcome(copy);
      }),
    );
  });
});
