import { BLOCK_TYPES } from '../gguf/block-types';
import { dequantiseRow, largestMagnitude } from '../gguf/dequantise';
import { BLOCK, newBlock, type Block, type ReadBlock } from '../gguf/plain-blocks';
import type { GgufTensor } from '../gguf/tensors';
import { packedRows } from './linear';

/** Weights in the layout of MatMulNBits: w = scale · (code − 2^(bits − 1)) + offset. */
export interface BlockCodes {
  readonly bits: 4 | 8;
  readonly rows: number;
  /** Blocks of 32 columns a row. */
  readonly blocks: number;
  /** Columns that share a scale. */
  readonly blockSize: 16 | 32;
  /** [rows, blocks · 4 · bits bytes], two 4-bit codes a byte, low four bits first. */
  readonly codes: Uint8Array;
  /** [rows, columns / blockSize]. */
  readonly scales: Float32Array;
  /** What the integer zero point leaves out, by block of 32: [blocks, rows]; null where it is 0 throughout. */
  readonly offsets: Float32Array | null;
}

/** Packs tensors of equal columns one after another: 4-bit if all are, else 8-bit. Exact but for floats. */
export function packBlocks(weights: readonly GgufTensor[], allow4Bit: boolean): BlockCodes {
  const types = weights.map(({ type }) => BLOCK_TYPES[type]);
  const rows = packedRows(weights);
  const blocks = (weights[0]?.columns ?? 0) / BLOCK;
  const bits = allow4Bit && types.every((type) => type.bits === 4) ? 4 : 8;
  // Floats are rounded, to 8 bits and half a block: the smaller the block, the less.
  const blockSize = types.some(({ halves, read }) => halves || !read) ? 16 : BLOCK;
  const packed: BlockCodes = {
    bits,
    rows,
    blocks,
    blockSize,
    codes: new Uint8Array(rows * blocks * bits * 4),
    scales: new Float32Array((rows * blocks * BLOCK) / blockSize),
    offsets: types.some(({ minima }) => minima) ? new Float32Array(blocks * rows) : null,
  };
  let first = 0;
  for (const weight of weights) {
    const { read } = BLOCK_TYPES[weight.type];
    if (read) packExactly(weight, read, packed, first);
    else packFloats(weight, packed, first);
    first += weight.rows;
  }
  return packed;
}

const block = newBlock();

function packExactly(weight: GgufTensor, read: ReadBlock, packed: BlockCodes, first: number): void {
  const { bits, rows, blocks, blockSize, codes, scales, offsets } = packed;
  const { bytes, elements, zero } = BLOCK_TYPES[weight.type];
  const parts = elements / BLOCK;
  // From the type's code to one whose zero point is 2^(bits − 1).
  const shift = bits === 4 ? zero : 128;
  const missing = bits === 4 ? 8 - zero : 0;
  let at = first * blocks;
  for (let r = 0; r < weight.rows; r++) {
    for (let b = 0; b < blocks; b++, at++) {
      const index = r * blocks + b;
      read(weight.data, Math.floor(index / parts) * bytes, index % parts, block);
      if (bits === 4) writeNibbles(block.codes, shift, codes, at * 16);
      else for (let j = 0; j < BLOCK; j++) codes[at * BLOCK + j] = block.codes[j]! + shift;
      writeScales(block, blockSize, scales, at);
      if (offsets) offsets[b * rows + first + r] = block.minimum + missing * block.low;
    }
  }
}

function writeNibbles(from: Int8Array, shift: number, codes: Uint8Array, at: number): void {
  for (let j = 0; j < 16; j++) codes[at + j] = (from[2 * j]! + shift) | ((from[2 * j + 1]! + shift) << 4);
}

function writeScales({ low, high }: Block, blockSize: 16 | 32, scales: Float32Array, at: number): void {
  if (blockSize === BLOCK) scales[at] = low;
  else {
    scales[2 * at] = low;
    scales[2 * at + 1] = high;
  }
}

/** Floats at 8 bits: a symmetric scale a block. */
function packFloats(weight: GgufTensor, packed: BlockCodes, first: number): void {
  const { blockSize, codes, scales } = packed;
  const values = new Float32Array(weight.columns);
  for (let r = 0; r < weight.rows; r++) {
    dequantiseRow(weight, r, values);
    const row = (first + r) * weight.columns;
    for (let c = 0; c < weight.columns; c += blockSize) {
      const scale = largestMagnitude(values, c, c + blockSize) / 127 || 1;
      scales[(row + c) / blockSize] = scale;
      for (let j = c; j < c + blockSize; j++) codes[row + j] = Math.round(values[j]! / scale) + 128;
    }
  }
}
