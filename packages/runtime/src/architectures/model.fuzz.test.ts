import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from '../errors';
import { parseGguf } from './model';
import { readHeader } from '../gguf/gguf-header';
import { planLayout } from '../wasm/kernel-layout';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';

const metadata = {
  'tokenizer.ggml.tokens': { value: ['<|end|>', 'a', 'Ġb'], type: 9, subType: 8 },
  'tokenizer.ggml.scores': { value: [1, 2, 3], type: 9, subType: 6 },
  'general.alignment': { value: 32, type: 4 },
} as never;
const file = tinyGguf({ vocabularySize: 64, metadata });
const header = readHeader(file).dataOffset;

/** Numbers that counts, lengths and types go wrong at. */
const edges = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 3n, 8n, 9n, 12n, 13n, 31n, 32n, 64n, 255n, 65_535n, 65_536n, 65_537n),
  fc.constantFrom(-1n, 2n ** 24n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, BigInt(file.length)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);

/** Reads the bytes: a model whose every tensor lies in them and that can be laid out, or a named reason why not. */
function read(bytes: Uint8Array): string {
  try {
    const model = parseGguf(bytes);
    for (const { data } of model.tensors.values()) {
      expect(data.byteOffset).toBeGreaterThanOrEqual(bytes.byteOffset);
      expect(data.byteOffset + data.length).toBeLessThanOrEqual(bytes.byteOffset + bytes.length);
    }
    expect(planLayout(model, 16, 1).bytes).toBeLessThan(2 ** 32);
    return 'read';
  } catch (error) {
    if (!(error instanceof UnsupportedModelError)) throw error;
    expect(error.message.length).toBeGreaterThan(20);
    expect(error.message.length).toBeLessThan(500);
    return error.code;
  }
}

describe('a GGUF file, read or refused by name,', () => {
  it('of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(40), (bytes, kept) => {
        expect(read(new Uint8Array([...file.subarray(0, kept), ...bytes]))).not.toBe('read');
      }),
    );
  });

  it('cut anywhere', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(header), fc.nat(file.length - 1)), (length) => {
        expect(read(file.subarray(0, length))).toBe(length < 24 ? 'not-gguf' : 'truncated');
      }),
    );
  });

  it('with flipped bits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8 * header - 1), { minLength: 1, maxLength: 4 }), (flips) => {
        const copy = file.slice();
        for (const flip of flips) copy[flip >>> 3]! ^= 1 << (flip & 7);
        read(copy);
      }),
    );
  });

  it('with any number in the place of any other', () => {
    const change = fc.record({ at: fc.nat(header - 8), value: edges, wide: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const copy = file.slice();
        const view = new DataView(copy.buffer);
        for (const { at, value, wide } of changes) {
          if (wide) view.setBigUint64(at, BigInt.asUintN(64, value), true);
          else view.setUint32(at, Number(BigInt.asUintN(32, value)), true);
        }
        read(copy);
      }),
    );
  });

  it('with any pairs of metadata', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 12 }).chain((type) => valueOf(type)),
      fc.constantFrom(
        ...['llama', 'none', 'constructor', '__proto__'].map((name) => valueBytes(8, text(name))),
      ),
    );
    const key = fc.oneof(
      fc.constantFrom(...Object.keys(parseGguf(file).metadata), '__proto__', 'llama.rope.scaling.type'),
      fc.string({ maxLength: 20 }),
    );
    const pairs = fc.array(fc.tuple(key, value), { maxLength: 12 });
    fc.assert(
      fc.property(pairs, fc.constantFrom(0, 1, 2 ** 16), (each, tensors) => {
        const body = each.flatMap(([name, bytes]) => [...text(name), ...bytes]);
        read(new Uint8Array([...file.subarray(0, 8), ...u64(tensors), ...u64(each.length), ...body]));
      }),
    );
  });
});

const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];
const u64 = (value: number): number[] => [...new Uint8Array(BigUint64Array.of(BigInt(value)).buffer)];
const valueBytes = (type: number, bytes: readonly number[]): number[] => [...u32(type), ...bytes];

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...u64(bytes.length), ...bytes];
}

/** A type's number and bytes that may be a value of it; of an array, its entries too. */
function valueOf(type: number, depth = 0): fc.Arbitrary<number[]> {
  if (type === 8) return fc.string({ maxLength: 8 }).map((value) => valueBytes(8, text(value)));
  if (type !== 9) {
    const size = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8][type]!;
    return fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => valueBytes(type, [...bytes]));
  }
  const nested = depth > 4 ? 0 : 9;
  return fc
    .tuple(fc.constantFrom(0, 4, 8, nested), fc.nat(3), fc.boolean())
    .chain(([entry, length, honest]) =>
      fc
        .array(valueOf(entry, depth + 1), { minLength: length, maxLength: length })
        // Without the types of the entries, which an array states once.
        .map((entries) => entries.flatMap((bytes) => bytes.slice(4)))
        .map((bytes) => valueBytes(9, [...u32(entry), ...u64(honest ? length : 2 ** 32), ...bytes])),
    );
}
