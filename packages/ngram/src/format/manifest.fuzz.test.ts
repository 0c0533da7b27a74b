import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NgramFormatError } from './errors';
import { parseManifest } from './manifest';

/** Can't be made a text. */
const TRICK = { toString: 1 };

const file = fc.record(
  {
    file: fc.oneof(
      fc.constantFrom('a.ngrams', '../a', '//elsewhere.invalid/a', 'a/b', '', ['a'], TRICK),
      fc.string(),
    ),
    bytes: fc.oneof(
      fc.integer(),
      fc.constantFrom(1, 2 ** 24, 2 ** 24 + 1, 2 ** 28, 2 ** 28 + 1, 1e300, NaN, '1'),
    ),
    sha256: fc.constantFrom('0'.repeat(64), 'F'.repeat(64), '', 0, TRICK),
  },
  { requiredKeys: [] },
);
const likely = fc.record(
  {
    format: fc.constantFrom('superposed-ngrams', 'gguf'),
    version: fc.constantFrom(1, 2, '1', TRICK),
    tokenizer: fc.constantFrom('0'.repeat(64), '', null, TRICK),
    shards: fc.oneof(fc.array(file, { maxLength: 4 }), fc.jsonValue({ maxDepth: 1 })),
    vocabulary: fc.oneof(file, fc.jsonValue({ maxDepth: 1 })),
  },
  { requiredKeys: ['format'] },
);

it('an n-gram manifest of any JSON names plain files beside it, or is refused by name', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 1, arbitrary: fc.jsonValue() }, { weight: 4, arbitrary: likely }),
      (json) => {
        try {
          const { shards, vocabulary } = parseManifest(json);
          for (const each of [...shards, ...(vocabulary ? [vocabulary] : [])]) {
            const base = 'https://a.invalid/b/';
            expect(new URL(each.file, base).href).toBe(base + each.file);
            expect(each.bytes).toBeLessThanOrEqual(each === vocabulary ? 2 ** 24 : 2 ** 28);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(NgramFormatError);
        }
      },
    ),
  );
});
