import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from '../errors';
import { MOST, readHeader } from './gguf-header';

const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];
const u64 = (value: number | bigint): number[] => [
  ...new Uint8Array(BigUint64Array.of(BigInt(value)).buffer),
];
const text = (value: string): number[] => [...u64(value.length), ...new TextEncoder().encode(value)];
const head = (tensors: number | bigint, pairs: number | bigint, version = 3): number[] => [
  ...new TextEncoder().encode('GGUF'),
  ...u32(version),
  ...u64(tensors),
  ...u64(pairs),
];

/** What is wrong with a header of these bytes, and enough others behind it. */
function refusal(bytes: readonly number[], more = 0): string {
  try {
    readHeader(new Uint8Array([...bytes, ...new Uint8Array(more)]));
  } catch (error) {
    expect(error).toBeInstanceOf(UnsupportedModelError);
    const { code, message } = error as UnsupportedModelError;
    return `${code}: ${message}`;
  }
  throw new Error('It was read.');
}

describe('readHeader', () => {
  it('reads a header without anything in it', () => {
    expect(readHeader(new Uint8Array(head(0, 0)))).toEqual({ metadata: {}, tensors: [], dataOffset: 32 });
  });

  it('keeps to the alignment that the file states', () => {
    const pair = [...text('general.alignment'), ...u32(4)];
    expect(readHeader(new Uint8Array([...head(0, 1), ...pair, ...u32(64)])).dataOffset).toBe(64);
    expect(refusal([...head(0, 1), ...pair, ...u32(48)])).toMatch(/^invalid-model: .*general\.alignment/);
  });

  it('keeps names that objects have of their own', () => {
    const pair = [...text('__proto__'), ...u32(7), 1];
    const { metadata } = readHeader(new Uint8Array([...head(0, 1), ...pair]));
    expect(Object.entries(metadata)).toEqual([['__proto__', true]]);
  });

  it.each<[string, number[], RegExp]>([
    ['other versions', head(0, 0, 1), /^invalid-model: .*version 1, not 2 or 3/],
    ['the other byte order', head(0, 0, 0x03000000), /^invalid-model: .*version 50331648/],
    ['more tensors than any model has', head(MOST.tensors + 1, 0), /^invalid-model: .*65537 tensors; 65536/],
    ['more pairs than any model has', head(0, 2n ** 53n - 1n), /^invalid-model: .*metadata pairs/],
    ['sizes past whole numbers', head(2n ** 63n, 0), /^invalid-model: .*size of 9223372036854775808/],
    ['more pairs than bytes', head(0, 100), /^truncated: .*100 metadata pairs and has 0 bytes left/],
    [
      'a string past the end',
      [...head(0, 1), ...u64(99), ...u32(0), 0],
      /^truncated: .*99 bytes of a string/,
    ],
    [
      'a string of any length',
      [...head(0, 1), ...u64(2 ** 25), ...u32(0), 0],
      /^invalid-model: .*33554432 bytes/,
    ],
    [
      'a type that there is not',
      [...head(0, 1), ...text('a'), ...u32(13)],
      /^invalid-model: .*unknown type 13/,
    ],
    ['a key twice', [...head(0, 2), ...[1, 1].flatMap(() => [...text('a'), ...u32(7), 1])], /"a" twice/],
    [
      'too many axes',
      [...head(1, 0), ...text('w'), ...u32(5), ...u64(1)],
      /^invalid-model: .*"w" has 5 axes/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(refusal(bytes, message.source.startsWith('^truncated') ? 0 : 32)).toMatch(message);
  });

  it('refuses arrays of more entries than the file has bytes, or than any model has, before it makes them', () => {
    const array = (length: number | bigint) => [
      ...head(0, 1),
      ...text('a'),
      ...u32(9),
      ...u32(8),
      ...u64(length),
    ];
    expect(refusal(array(1000), 64)).toMatch(/^truncated: .*1000 entries of arrays and has 64 bytes left/);
    expect(refusal(array(MOST.entries + 1), 64)).toMatch(/^invalid-model: .*entries of arrays/);
  });

  it('refuses strings that are longer together than those of any model', () => {
    const long = MOST.string;
    const each = new Uint8Array([...u32(9), ...u32(8), ...u64(1), ...u64(long)]);
    const pairs = MOST.strings / long + 1;
    const bytes = new Uint8Array(64 + pairs * (each.length + 9 + long));
    bytes.set(head(0, pairs));
    let at = 24;
    for (let i = 0; i < pairs; i++) {
      bytes.set([...text(String(i)), ...each], at);
      at += 9 + each.length + long;
    }
    expect(() => readHeader(bytes)).toThrow(/16777216 bytes of a string; \d+ are the most/);
  });

  it('refuses arrays in arrays in arrays', () => {
    const nested = Array.from({ length: 9 }, () => [...u32(9), ...u64(1)]).flat();
    expect(refusal([...head(0, 1), ...text('a'), ...u32(9), ...nested], 64)).toMatch(/more than 4 arrays/);
  });
});
