import { BLOCK_TYPES } from './block-types';
import { half } from './half';
import { BLOCK, newBlock } from './plain-blocks';
import type { GgufTensor } from './tensors';

const block = newBlock();

/**
 * Dequantises one row of a tensor.
 * @param out values, [columns]
 */
export function dequantiseRow(tensor: GgufTensor, row: number, out: Float32Array): void {
  const { type, columns, data } = tensor;
  const { bytes, elements, read } = BLOCK_TYPES[type];
  let at = row * (columns / elements) * bytes;
  if (!read) {
    readFloats(tensor, at, out);
    return;
  }
  const parts = elements / BLOCK;
  for (let c = 0; c < columns; at += bytes) {
    for (let part = 0; part < parts; part++, c += BLOCK) {
      read(data, at, part, block);
      const { codes, low, high, minimum } = block;
      for (let j = 0; j < 16; j++) out[c + j] = low * codes[j]! + minimum;
      for (let j = 16; j < BLOCK; j++) out[c + j] = high * codes[j]! + minimum;
    }
  }
}

function readFloats({ type, columns, data }: GgufTensor, at: number, out: Float32Array): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === 'F32') for (let c = 0; c < columns; c++) out[c] = view.getFloat32(at + 4 * c, true);
  else if (type === 'F16') for (let c = 0; c < columns; c++) out[c] = half(data, at + 2 * c);
  else {
    // The upper half of a float of 32 bits.
    const bits = new Uint32Array(out.buffer, out.byteOffset, columns);
    for (let c = 0; c < columns; c++) bits[c] = view.getUint16(at + 2 * c, true) << 16;
  }
}

/** Dequantises a whole tensor, [rows × columns] row by row. */
export function dequantise(tensor: GgufTensor): Float32Array {
  const out = new Float32Array(tensor.rows * tensor.columns);
  for (let r = 0; r < tensor.rows; r++) {
    dequantiseRow(tensor, r, out.subarray(r * tensor.columns, (r + 1) * tensor.columns));
  }
  return out;
}

/** The largest magnitude of values[from … to − 1]. */
export function largestMagnitude(values: Float32Array, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
