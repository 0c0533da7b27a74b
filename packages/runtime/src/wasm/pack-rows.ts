import { BLOCK_TYPES } from '../gguf/block-types';
import { dequantiseRow, largestMagnitude } from '../gguf/dequantise';
import { BLOCK, newBlock, type Block } from '../gguf/plain-blocks';
import { Form, MOST_SIXTEEN } from './kernel-fields';
import { RECORD_BYTES, type MatrixPlace } from './kernel-layout';

/**
 * Packs a tensor of any type into the kernels' records.
 * @param inFile which row of the file a feature is
 */
export function packRows(
  memory: WebAssembly.Memory,
  { tensor, form, address }: MatrixPlace,
  inFile: (row: number) => number,
): void {
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  const blocks = tensor.columns / BLOCK;
  const { bytes: blockBytes, elements, read, zero } = BLOCK_TYPES[tensor.type];
  const parts = elements / BLOCK;
  const block = newBlock();
  const floats = new Float32Array(tensor.columns);
  for (let row = 0; row < tensor.rows; row++) {
    const first = inFile(row) * blocks;
    if (!read) dequantiseRow(tensor, inFile(row), floats);
    for (let b = 0; b < blocks; b++) {
      const record = address + ((row >> 3) * blocks + b) * RECORD_BYTES[form];
      if (!read) {
        writeSixteen(view, record, row & 7, floats, b * BLOCK);
        continue;
      }
      const index = first + b;
      read(tensor.data, Math.floor(index / parts) * blockBytes, index % parts, block);
      if (form === Form.Four) writeFour(bytes, view, record, row & 7, block, zero);
      else writeEight(bytes, view, record, row & 7, block, form);
    }
  }
}

function writeFour(
  bytes: Uint8Array,
  view: DataView,
  record: number,
  feature: number,
  { codes, low, minimum }: Block,
  zero: number,
): void {
  const half = feature >> 2;
  const lane = (feature & 3) * 4;
  for (let j = 0; j < 4; j++) {
    const at = record + half * 64 + j * 16 + lane;
    const code = (i: number): number => codes[8 * j + i]! + zero;
    bytes[at] = code(0) | (code(2) << 4);
    bytes[at + 1] = code(4) | (code(6) << 4);
    bytes[at + 2] = code(1) | (code(3) << 4);
    bytes[at + 3] = code(5) | (code(7) << 4);
  }
  view.setFloat32(record + 128 + half * 32 + lane, low, true);
  view.setFloat32(record + 144 + half * 32 + lane, minimum - zero * low, true);
}

function writeEight(
  bytes: Uint8Array,
  view: DataView,
  record: number,
  feature: number,
  { codes, low, high, minimum }: Block,
  form: Form,
): void {
  const first = record + (feature >> 2) * 128 + (feature & 3) * 2;
  for (let c = 0; c < BLOCK; c++) bytes[first + (c >> 1) * 8 + (c & 1)] = codes[c]!;
  view.setFloat32(record + 256 + feature * 4, low, true);
  if (form !== Form.Wide) return;
  view.setFloat32(record + 288 + feature * 4, high, true);
  view.setFloat32(record + 320 + feature * 4, minimum, true);
}

/** Floats as 13-bit codes, half a block to a scale. */
function writeSixteen(
  view: DataView,
  record: number,
  feature: number,
  values: Float32Array,
  from: number,
): void {
  const codes = record + (feature >> 2) * 256 + (feature & 3) * 4;
  for (let half = 0; half < 2; half++) {
    const first = from + half * 16;
    const scale = largestMagnitude(values, first, first + 16) / MOST_SIXTEEN || 1;
    for (let c = half * 16; c < half * 16 + 16; c++) {
      view.setInt16(codes + (c >> 1) * 16 + (c & 1) * 2, Math.round(values[from + c]! / scale), true);
    }
    view.setFloat32(record + 512 + half * 32 + feature * 4, scale, true);
  }
}
