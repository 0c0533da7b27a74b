import { BLOCK_TYPES } from '../gguf/block-types';
import { dequantiseRow, largestMagnitude } from '../gguf/dequantise';
import { BLOCK, newBlock, type Block, type ReadBlock } from '../gguf/plain-blocks';
import type { GgufTensor } from '../gguf/tensors';
import { packedRows } from './linear';
import { fitSymmetric, newFit, STEPS } from './symmetric-fit';

/** Weights in the layout of MatMulNBits: w = scale · (code − 2^(bits − 1)). */
export interface BlockCodes {
  readonly bits: 4 | 8;
  readonly rows: number;
  /** Columns that share a scale. */
  readonly blockSize: 16 | 32;
  /** [rows, columns · bits / 8 bytes], two 4-bit codes a byte, low four bits first. */
  readonly codes: Uint8Array;
  /** [rows, columns / blockSize]. */
  readonly scales: Float32Array;
}

/**
 * Packs tensors of equal columns one after another: at 4 bits if all have them and no minima, else at 8. Exact but for
 * floats and for types with minima, which MatMulNBits can't be given: these are rounded to symmetric blocks of 8 bits.
 */
export function packBlocks(weights: readonly GgufTensor[], allow4Bit: boolean): BlockCodes {
  const types = weights.map(({ type }) => BLOCK_TYPES[type]);
  const rows = packedRows(weights);
  const columns = weights[0]?.columns ?? 0;
  const bits = allow4Bit && types.every((type) => type.bits === 4 && !type.minima) ? 4 : 8;
  // Floats are rounded, to 8 bits and half a block: the smaller the block, the less.
  const blockSize = types.some(({ halves, read }) => halves || !read) ? 16 : BLOCK;
  const packed: BlockCodes = {
    bits,
    rows,
    blockSize,
    codes: new Uint8Array((rows * columns * bits) / 8),
    scales: new Float32Array((rows * columns) / blockSize),
  };
  let first = 0;
  for (const weight of weights) {
    const { read } = BLOCK_TYPES[weight.type];
    if (read) packRead(weight, read, packed, first * (columns / BLOCK));
    else packFloats(weight, packed, first);
    first += weight.rows;
  }
  return packed;
}

const block = newBlock();
const fit = newFit();

/** @param at block of 32 that the tensor begins at */
function packRead(
  { type, data, rows, columns }: GgufTensor,
  read: ReadBlock,
  packed: BlockCodes,
  at: number,
) {
  const { bits, blockSize, codes, scales } = packed;
  const { bytes, elements, zero, minima } = BLOCK_TYPES[type];
  const parts = elements / BLOCK;
  const blocks = (rows * columns) / BLOCK;
  for (let index = 0; index < blocks; index++, at++) {
    read(data, Math.floor(index / parts) * bytes, index % parts, block);
    if (minima) {
      fitSymmetric(block, fit);
      for (let j = 0; j < BLOCK; j++) codes[at * BLOCK + j] = fit.codes[j]! + STEPS + 1;
      block.low = block.high = fit.scale;
    } else if (bits === 4) writeNibbles(block.codes, zero, codes, at * 16);
    else for (let j = 0; j < BLOCK; j++) codes[at * BLOCK + j] = block.codes[j]! + 128;
    writeScales(block, blockSize, scales, at);
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
      const scale = largestMagnitude(values, c, c + blockSize) / STEPS || 1;
      scales[(row + c) / blockSize] = scale;
      for (let j = c; j < c + blockSize; j++) codes[row + j] = Math.round(values[j]! / scale) + STEPS + 1;
    }
  }
}
