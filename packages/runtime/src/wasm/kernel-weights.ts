import { BLOCK, packBlocks } from '../gguf/block-codes';
import { dequantise } from '../gguf/dequantise';
import { BLOCKS } from '../gguf/gguf';
import { BYTES_4BIT, BYTES_8BIT, MatrixField, PackedFrom } from './kernel-fields';
import type { KernelLayout, MatrixPlace } from './kernel-layout';

/** As the kernels' `pack`. */
export type Pack = (from: number, to: number, rows: number, blocks: number, type: PackedFrom) => void;

/** Writes a model's weights into the kernels' memory. */
export function writeWeights(memory: WebAssembly.Memory, layout: KernelLayout, pack: Pack): void {
  const view = new DataView(memory.buffer);
  const setInt = (at: number, value: number): void => view.setInt32(at, value, true);
  for (const [at, address] of layout.pointers) setInt(at, address);
  for (const { tensor, address } of layout.vectors) {
    new Float32Array(memory.buffer, address, tensor.columns).set(dequantise(tensor));
  }
  for (const place of layout.matrices) {
    setInt(place.record + MatrixField.Bits, place.bits);
    setInt(place.record + MatrixField.Features, place.tensor.rows);
    setInt(place.record + MatrixField.Blocks, place.tensor.columns / BLOCK);
    setInt(place.record + MatrixField.Address, place.address);
    const type = packedFrom(place);
    if (type === null) packFloats(memory, place);
    else packInMemory(memory, place, type, pack, layout.staging);
  }
}

/** How the kernels can read a tensor; null where they can't and it is packed here. */
function packedFrom({ tensor, bits }: MatrixPlace): PackedFrom | null {
  if (tensor.type === 'Q8_0') return PackedFrom.Q8_0;
  if (bits === 8) return null;
  return tensor.type === 'Q4_1' ? PackedFrom.Q4_1 : PackedFrom.Q4_0;
}

function packInMemory(
  memory: WebAssembly.Memory,
  { tensor, bits, address }: MatrixPlace,
  type: PackedFrom,
  pack: Pack,
  staging: KernelLayout['staging'],
): void {
  const blocks = tensor.columns / BLOCK;
  const rowBytes = blocks * BLOCKS[tensor.type].bytes;
  const octetBytes = blocks * (bits === 4 ? BYTES_4BIT : BYTES_8BIT);
  const bytes = new Uint8Array(memory.buffer);
  const rowsAtOnce = 8 * Math.floor(staging.bytes / (8 * rowBytes));
  for (let row = 0; row < tensor.rows; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, tensor.rows - row);
    bytes.set(tensor.data.subarray(row * rowBytes, (row + rows) * rowBytes), staging.address);
    pack(staging.address, address + (row / 8) * octetBytes, rows, blocks, type);
  }
}

/** Any other type at 8 bits with a scale a block. */
function packFloats(memory: WebAssembly.Memory, { tensor, address }: MatrixPlace): void {
  const { codes, scales, blocks } = packBlocks([tensor], false);
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  for (let block = 0; block < scales.length; block++) {
    const row = Math.floor(block / blocks);
    const record = address + ((row >> 3) * blocks + (block % blocks)) * BYTES_8BIT;
    const first = record + ((row >> 2) & 1) * 128 + (row & 3) * 2;
    for (let c = 0; c < BLOCK; c++) {
      bytes[first + (c >> 1) * 8 + (c & 1)] = codes[block * BLOCK + c]! ^ 0x80;
    }
    view.setFloat32(record + 256 + (row & 7) * 4, scales[block]!, true);
  }
}
