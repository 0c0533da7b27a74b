import { BLOCK_TYPES } from '../gguf/block-types';
import { dequantise } from '../gguf/dequantise';
import { BLOCK } from '../gguf/plain-blocks';
import type { GgufTensor } from '../gguf/tensors';
import { MatrixField, PackedFrom } from './kernel-fields';
import { RECORD_BYTES, type KernelLayout, type MatrixPlace } from './kernel-layout';
import { packRows } from './pack-rows';
import { writeRotary } from './rotary-layout';

/** As the kernels' `pack`. */
export type Pack = (from: number, to: number, rows: number, blocks: number, type: PackedFrom) => void;

/** Types that the kernels pack themselves, which takes a fraction of the time. */
export const IN_KERNELS: Partial<Record<GgufTensor['type'], PackedFrom>> = {
  Q8_0: PackedFrom.Q8_0,
  Q4_0: PackedFrom.Q4_0,
  Q4_1: PackedFrom.Q4_1,
  Q5_0: PackedFrom.Q5_0,
  Q5_1: PackedFrom.Q5_1,
  Q4_K: PackedFrom.Q4_K,
  Q5_K: PackedFrom.Q5_K,
  Q6_K: PackedFrom.Q6_K,
};

/** Writes a model's weights and tables into the kernels' memory. */
export function writeWeights(memory: WebAssembly.Memory, layout: KernelLayout, pack: Pack): void {
  const view = new DataView(memory.buffer);
  const setInt = (at: number, value: number): void => view.setInt32(at, value, true);
  for (const [at, value] of layout.pointers) setInt(at, value);
  writeRotary(memory.buffer, layout.rotary);
  const floats = (tensor: GgufTensor, address: number, factor: number, halvesOf: number | null): void => {
    const values = dequantise(tensor);
    const out = new Float32Array(memory.buffer, address, values.length);
    for (let i = 0; i < values.length; i++) out[i] = factor * values[inFile(i, halvesOf)]!;
  };
  for (const { tensor, address, factor, halvesOf } of layout.vectors) {
    floats(tensor, address, factor, halvesOf);
  }
  for (const place of layout.matrices) {
    setInt(place.record + MatrixField.Form, place.form);
    setInt(place.record + MatrixField.Features, place.tensor.rows);
    setInt(place.record + MatrixField.Blocks, place.tensor.columns / BLOCK);
    setInt(place.record + MatrixField.Address, place.address);
    if (place.bias) {
      setInt(place.record + MatrixField.Bias, place.bias.address);
      floats(place.bias.tensor, place.bias.address, 1, place.halvesOf);
    }
    const type = IN_KERNELS[place.tensor.type];
    if (type === undefined) packRows(memory, place, (row) => inFile(row, place.halvesOf));
    else packInMemory(memory, place, type, pack, layout.staging);
  }
}

/**
 * Where a feature lies in the file. The kernels rotate neighbours; a file that rotates feature i with i + half of its
 * head has them apart. Queries and keys change places alike, which changes no product of theirs.
 */
function inFile(feature: number, halvesOf: number | null): number {
  if (halvesOf === null) return feature;
  const within = feature % halvesOf;
  return feature - within + (within >> 1) + (within & 1) * (halvesOf / 2);
}

function packInMemory(
  memory: WebAssembly.Memory,
  { tensor, form, address, halvesOf }: MatrixPlace,
  type: PackedFrom,
  pack: Pack,
  staging: KernelLayout['staging'],
): void {
  const blocks = tensor.columns / BLOCK;
  const { bytes: blockBytes, elements } = BLOCK_TYPES[tensor.type];
  const rowBytes = (tensor.columns / elements) * blockBytes;
  const octetBytes = blocks * RECORD_BYTES[form];
  const bytes = new Uint8Array(memory.buffer);
  const rowsAtOnce = 8 * Math.floor(staging.bytes / (8 * rowBytes));
  for (let row = 0; row < tensor.rows; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, tensor.rows - row);
    if (halvesOf === null) {
      bytes.set(tensor.data.subarray(row * rowBytes, (row + rows) * rowBytes), staging.address);
    } else {
      for (let r = 0; r < rows; r++) {
        const from = inFile(row + r, halvesOf) * rowBytes;
        bytes.set(tensor.data.subarray(from, from + rowBytes), staging.address + r * rowBytes);
      }
    }
    pack(staging.address, address + (row / 8) * octetBytes, rows, blocks, type);
  }
}
