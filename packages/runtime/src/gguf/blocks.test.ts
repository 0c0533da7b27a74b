import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BLOCK_TYPES, tensorType, typeName, type TensorType } from './block-types';
import { dequantise } from './dequantise';
import { BLOCK, newBlock } from './plain-blocks';
import type { GgufTensor } from './tensors';

type Fixture = Readonly<Record<string, { readonly bytes: string; readonly values: string }>>;
const fixture = JSON.parse(
  await readFile(new URL('../../fixtures/blocks.json', import.meta.url), 'utf8'),
) as Fixture;

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
const recorded = Object.keys(fixture) as TensorType[];

function tensor(type: TensorType): GgufTensor {
  return { name: 'w', type, rows: 1, columns: 256, data: bytesOf(fixture[type]!.bytes) };
}

describe('every tensor type', () => {
  it('is recorded, but for the floats that are read as they are', () => {
    expect([...recorded, 'F32'].sort()).toEqual(Object.keys(BLOCK_TYPES).sort());
  });

  it.each(recorded)('%s has the values that the reference reads', (type) => {
    const wanted = new Float32Array(bytesOf(fixture[type]!.values).buffer);
    const got = dequantise(tensor(type));
    expect(got).toHaveLength(wanted.length);
    // The reference rounds scale · code before it adds a minimum, which here is rounded once.
    const largest = Math.max(...wanted.map(Math.abs));
    got.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(1e-6 * largest));
  });

  it.each(recorded.filter((type) => BLOCK_TYPES[type].read))(
    '%s has codes of as many bits as it says',
    (type) => {
      const { read, bytes, elements, bits, zero, halves, minima } = BLOCK_TYPES[type];
      const block = newBlock();
      const { data } = tensor(type);
      for (let b = 0; b < 256 / BLOCK; b++) {
        const parts = elements / BLOCK;
        read!(data, Math.floor(b / parts) * bytes, b % parts, block);
        if (bits === 4) {
          expect(Math.min(...block.codes)).toBeGreaterThanOrEqual(-zero);
          expect(Math.max(...block.codes)).toBeLessThan(16 - zero);
        }
        if (!halves) expect(block.high).toBe(block.low);
        if (!minima) expect(block.minimum).toBe(0);
      }
    },
  );

  it('is known by its number, and others by name', () => {
    expect(tensorType(14)).toBe('Q6_K');
    expect(tensorType(10)).toBeNull();
    expect([30, 10, 999].map(typeName)).toEqual(['BF16', 'Q2_K', 'type 999']);
  });
});
