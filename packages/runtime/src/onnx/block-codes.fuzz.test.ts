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
function unpack({ bits, rows, blockSize, codes, scales }: BlockCodes): number[] {
  return Array.from({ length: rows * 256 }, (_, i) => {
    const code = bits === 8 ? codes[i]! : (codes[i >> 1]! >> (4 * (i & 1))) & 15;
    return scales[Math.floor(i / blockSize)]! * (code - 2 ** (bits - 1));
  });
}

/** What each value may be off by: nothing, or half a step of 255 where its block of 32 has a minimum. */
function tolerances({ type }: GgufTensor, values: readonly number[]): number[] {
  return values.map((value, i) => {
    if (!BLOCK_TYPES[type].minima) return 1e-5 * Math.abs(value);
    const first = i - (i % 32);
    let most = 0;
    for (let j = first; j < first + 32; j++) most = Math.max(most, Math.abs(values[j]!));
    return most / 253;
  });
}

describe('tensors of any bytes', () => {
  it('are packed to the values that they stand for, alone and with others', () => {
    fc.assert(
      fc.property(tensors, tensors, fc.boolean(), (one, other, allow4Bit) => {
        for (const pair of [[one], [one, other]]) {
          const wanted = pair.map((tensor) => [...dequantise(tensor)]);
          const got = unpack(packBlocks(pair, allow4Bit));
          expect(got).toHaveLength(wanted.flat().length);
          const exact = pair.every(({ type }) => BLOCK_TYPES[type].read);
          // Floats are rounded; and what is no number, or infinite, has no codes.
          if (!exact || !wanted.flat().every(Number.isFinite)) continue;
          const most = pair.flatMap((tensor, i) => tolerances(tensor, wanted[i]!));
          const wrong = wanted
            .flat()
            .findIndex((value, i) => !(Math.abs(value - got[i]!) <= most[i]! + 1e-30));
          expect(wrong).toBe(-1);
        }
      }),
    );
  });
});
