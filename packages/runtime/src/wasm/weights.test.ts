import { describe, expect, it } from 'vitest';
import { packBlocks } from '../onnx/block-codes';
import { dequantise } from '../gguf/dequantise';
import { parseGguf } from '../architectures/model';
import type { TensorType } from '../gguf/block-types';
import type { GgufTensor } from '../gguf/tensors';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';

function weights(type: TensorType): [GgufTensor, GgufTensor] {
  const { tensors } = parseGguf(tinyGguf({ vocabularySize: 64, type }));
  return [tensors.get('blk.0.attn_q.weight')!, tensors.get('blk.0.attn_k.weight')!];
}

/** The rows of both tensors one after another, [rows × columns]. */
const joined = (pair: readonly GgufTensor[]): number[] => pair.flatMap((w) => [...dequantise(w)]);

const largestError = (got: readonly number[], wanted: readonly number[]): number =>
  Math.max(...wanted.map((value, i) => Math.abs(value - got[i]!)));

describe('packBlocks', () => {
  it.each(['Q4_0', 'Q4_1', 'Q8_0', 'F16', 'F32'] as const)('keeps the values of %s', (type) => {
    const pair = weights(type);
    const packed = packBlocks(pair, true);
    expect(packed).toMatchObject({ rows: pair[0].rows + pair[1].rows, bits: type === 'Q4_0' ? 4 : 8 });
    const values = joined(pair).map((_, i) => {
      const byte = packed.codes[packed.bits === 4 ? i >> 1 : i]!;
      const code = packed.bits === 4 ? (byte >> (4 * (i & 1))) & 15 : byte;
      return packed.scales[Math.floor(i / packed.blockSize)]! * (code - 2 ** (packed.bits - 1));
    });
    // Floats among others are rounded to a 254th of half a block's range, and blocks with a minimum to less than that
    // of a block; the rest is exact up to float32.
    const rounded = type.startsWith('F') || type === 'Q4_1';
    const tolerance = rounded ? Math.max(...packed.scales) * 0.51 : 1e-6;
    expect(largestError(values, joined(pair))).toBeLessThan(tolerance);
  });

  it('takes 8 bits where the tensors differ in kind, or 4 are not allowed', () => {
    const [q4] = weights('Q4_0');
    const [, q8] = weights('Q8_0');
    expect(packBlocks([q4, q8], true).bits).toBe(8);
    expect(packBlocks([q4], false)).toMatchObject({ bits: 8 });
  });
});
