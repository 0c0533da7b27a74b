import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from '../errors';
import { ARCHITECTURES, type ArchitectureName } from './architectures';
import { parseGguf } from './model';
import { randomModel } from './random-models.fixture';
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
/** A file of each architecture, of another type each, and where its header ends. */
const files = (Object.keys(ARCHITECTURES) as ArchitectureName[]).map((name, i) => {
  const bytes = randomModel(name, (['Q4_K', 'Q5_0', 'Q6_K', 'IQ4_XS', 'MXFP4', 'BF16'] as const)[i % 6]!);
  return { bytes, header: readHeader(bytes).dataOffset };
});
/** One of them, with some places in its header. */
const places = <T>(place: fc.Arbitrary<T>) =>
  fc.tuple(
    fc.constantFrom({ bytes: file, header }, ...files),
    fc.array(place, { minLength: 1, maxLength: 4 }),
  );
/** Some part of a whole, the last included. */
const share = fc.double({ min: 0, max: 1, noNaN: true });
const at = (part: number, most: number): number => Math.min(most, Math.floor(part * (most + 1)));

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

/** Reads a file with its header changed, and puts it back: a copy of a megabyte a case would take most of the time. */
function changed(bytes: Uint8Array, header: number, change: (bytes: Uint8Array) => void): void {
  const before = bytes.slice(0, header);
  change(bytes);
  try {
    read(bytes);
  } finally {
    bytes.set(before);
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
      fc.property(places(share), ([{ bytes, header: end }, flips]) => {
        changed(bytes, end, (copy) => {
          for (const flip of flips.map((part) => at(part, 8 * end - 1))) copy[flip >>> 3]! ^= 1 << (flip & 7);
        });
      }),
    );
  });

  it('with any number in the place of any other', () => {
    const change = fc.record({ part: share, value: edges, wide: fc.boolean() });
    fc.assert(
      fc.property(places(change), ([{ bytes, header: end }, changes]) => {
        changed(bytes, end, ({ buffer, byteOffset }) => {
          const view = new DataView(buffer, byteOffset);
          for (const { part, value, wide } of changes) {
            const place = at(part, end - 8);
            if (wide) view.setBigUint64(place, BigInt.asUintN(64, value), true);
            else view.setUint32(place, Number(BigInt.asUintN(32, value)), true);
          }
        });
      }),
    );
  });

  it('with any pairs of metadata', () => {
    const keys = [file, ...files.map(({ bytes }) => bytes)].flatMap((bytes) =>
      Object.keys(readHeader(bytes).metadata),
    );
    const value = fc.oneof(
      fc.integer({ min: 0, max: 12 }).chain((type) => valueOf(type)),
      fc.constantFrom(
        ...[...Object.keys(ARCHITECTURES), 'mamba', 'none', 'constructor', '__proto__'].map((name) =>
          valueBytes(8, text(name)),
        ),
      ),
    );
    const key = fc.oneof(
      fc.constantFrom(...keys, '__proto__', 'split.count', 'llama.rope.scaling.type'),
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
