import { dequantiseRow, half } from './dequantise';
import type { GgufTensor } from './gguf';

/** Elements that share a scale. */
export const BLOCK = 32;

/** Weights in the layout of MatMulNBits: w = scale · (code − 2^(bits − 1)) + offset. */
export interface BlockCodes {
  readonly bits: 4 | 8;
  readonly rows: number;
  /** Blocks a row. */
  readonly blocks: number;
  /** [rows, blocks, 4 · bits bytes], two 4-bit codes a byte, low nibble first. */
  readonly codes: Uint8Array;
  /** [rows, blocks]. */
  readonly scales: Float32Array;
  /**
   * What the integer zero point leaves out, by block: [blocks, rows]; null where it is 0 throughout.
   * Q4_1 stores w = d · q + m with a float minimum, so the offset is m + 8 d, exactly.
   */
  readonly offsets: Float32Array | null;
}

/** Packs tensors of equal columns one after another: 4-bit if all are, else 8-bit. */
export function packBlocks(weights: readonly GgufTensor[], allow4Bit: boolean): BlockCodes {
  const nibbles = allow4Bit && weights.every((w) => w.type === 'Q4_0' || w.type === 'Q4_1');
  const rows = packedRows(weights);
  const blocks = (weights[0]?.columns ?? 0) / BLOCK;
  const bits = nibbles ? 4 : 8;
  const codes = new Uint8Array(rows * blocks * bits * 4);
  const scales = new Float32Array(rows * blocks);
  const offsets = nibbles && weights.some((w) => w.type === 'Q4_1') ? new Float32Array(blocks * rows) : null;
  let first = 0;
  for (const weight of weights) {
    const count = weight.rows * blocks;
    const scaleView = scales.subarray(first * blocks, first * blocks + count);
    const codeView = codes.subarray(first * blocks * bits * 4, (first * blocks + count) * bits * 4);
    if (nibbles) packNibbles(weight, codeView, scaleView, offsets, first, rows);
    else if (weight.type === 'Q8_0') copyBytes(weight, codeView, scaleView);
    else packBytes(weight, codeView, scaleView);
    first += weight.rows;
  }
  return { bits, rows, blocks, codes, scales, offsets };
}

/** Q4_0 and Q4_1: nibbles j and j + 16 of a ggml byte move to the order that MatMulNBits reads. */
function packNibbles(
  weight: GgufTensor,
  codes: Uint8Array,
  scales: Float32Array,
  offsets: Float32Array | null,
  firstRow: number,
  allRows: number,
): void {
  const { data } = weight;
  const header = weight.type === 'Q4_1' ? 4 : 2;
  const blocks = weight.columns / BLOCK;
  for (let b = 0; b < scales.length; b++) {
    const at = b * (header + 16);
    const scale = half(data, at);
    scales[b] = scale;
    if (offsets && header === 4) {
      const minimum = half(data, at + 2);
      offsets[(b % blocks) * allRows + firstRow + Math.floor(b / blocks)] = minimum + 8 * scale;
    }
    for (let j = 0; j < 8; j++) {
      const even = data[at + header + 2 * j]!;
      const odd = data[at + header + 2 * j + 1]!;
      codes[b * 16 + j] = (even & 15) | ((odd & 15) << 4);
      codes[b * 16 + 8 + j] = (even >> 4) | (odd & 0xf0);
    }
  }
}

/** Q8_0 is what MatMulNBits reads, but for the codes' sign. */
function copyBytes(weight: GgufTensor, codes: Uint8Array, scales: Float32Array): void {
  const { data } = weight;
  for (let b = 0; b < scales.length; b++) {
    const at = b * (2 + BLOCK);
    scales[b] = half(data, at);
    for (let j = 0; j < BLOCK; j++) codes[b * BLOCK + j] = data[at + 2 + j]! ^ 0x80;
  }
}

/** Any other type at 8 bits: a symmetric scale a block. */
function packBytes(weight: GgufTensor, codes: Uint8Array, scales: Float32Array): void {
  const values = new Float32Array(weight.columns);
  const blocks = weight.columns / BLOCK;
  for (let r = 0; r < weight.rows; r++) {
    dequantiseRow(weight, r, values);
    for (let b = 0; b < blocks; b++) {
      const at = (r * blocks + b) * BLOCK;
      scales[r * blocks + b] = packBlock(values.subarray(b * BLOCK, (b + 1) * BLOCK), codes, at);
    }
  }
}

/** The scale at which the largest magnitude is the code 127; 1 where all values are 0. */
function symmetricScale(values: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest / 127 || 1;
}

function packBlock(values: Float32Array, codes: Uint8Array, at: number): number {
  const scale = symmetricScale(values);
  for (let j = 0; j < BLOCK; j++) codes[at + j] = Math.round(values[j]! / scale) + 128;
  return scale;
}

/** Σ rows of the weights; all must have the same columns. */
function packedRows(weights: readonly GgufTensor[]): number {
  return weights.reduce((sum, w) => sum + w.rows, 0);
}
