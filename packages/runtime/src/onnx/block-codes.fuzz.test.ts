import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_TYPES, type TensorType } from '../gguf/block-types';
import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/tensors';
import { packBlocks, type BlockCodes } from './block-codes';

/** A tensor of any bytes, its two rows of 256 columns each. */
const tensors = fc.constantFrom(...(Object.keys(BLOCK_TYPES) as TensorType[])).chain((type) => {
  const { bytes, elements } = BLOCK_TYPES[type];
  const length = (512 / elements) * bytes;
  return fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((data): GgufTensor => ({ name: type, type, rows: 2, columns: 256, data }));
});

/** The values that packed weights stand for. */
function unpack({ bits, rows, blocks, blockSize, codes, scales, offsets }: BlockCodes): number[] {
  return Array.from({ length: rows * blocks * 32 }, (_, i) => {
    const code = bits === 8 ? codes[i]! : (codes[i >> 1]! >> (4 * (i & 1))) & 15;
    const block = Math.floor(i / 32);
    const offset = offsets?.[(block % blocks) * rows + Math.floor(block / blocks)] ?? 0;
    return scales[Math.floor(i / blockSize)]! * (code - 2 ** (bits - 1)) + offset;
  });
}

describe('tensors of any bytes', () => {
  it('are packed to the values that they stand for, alone and with others', () => {
    fc.assert(
      fc.property(tensors, tensors, fc.boolean(), (one, other, allow4Bit) => {
        for (const pair of [[one], [one, other]]) {
          const wanted = pair.flatMap((tensor) => [...dequantise(tensor)]);
          const got = unpack(packBlocks(pair, allow4Bit));
          expect(got).toHaveLength(wanted.length);
          const exact = pair.every(({ type }) => BLOCK_TYPES[type].read);
          // Floats are rounded; and what is no number, or infinite, has no codes.
          if (!exact || !wanted.every(Number.isFinite)) continue;
          const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          const scale = pair.reduce((most, tensor) => Math.max(most, largestScale(tensor)), largest);
          const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
          expect(worst).toBeLessThanOrEqual(1e-5 * scale);
        }
      }),
    );
  });
});

/** Of what a value is a sum of: a minimum may all but cancel it. */
function largestScale(tensor: GgufTensor): number {
  const { scales, offsets } = packBlocks([tensor], true);
  return [...scales, ...(offsets ?? [])].reduce((most, value) => Math.max(most, 32 * Math.abs(value)), 0);
}
