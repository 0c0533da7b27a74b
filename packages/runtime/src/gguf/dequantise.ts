import { BLOCKS, type GgufTensor } from './gguf';

/** Half-precision bits to number (IEEE 754 binary16). */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** All 65,536 half-precision numbers: a look-up is several times faster than the arithmetic. */
export const HALF = Float32Array.from({ length: 65536 }, (_, bits) => halfToFloat(bits));

/** Little-endian half-precision number at byte `at`. */
export function half(data: Uint8Array, at: number): number {
  return HALF[data[at]! | (data[at + 1]! << 8)]!;
}

/**
 * Dequantises one row of a tensor.
 * Block layouts as in ggml: Q8_0 = d, 32 × int8; Q4_0 = d, 32 × 4 bit; Q4_1 = d, m, 32 × 4 bit, where byte j
 * of a 4-bit block holds element j (low nibble) and element j + 16 (high nibble).
 * @param out values, [columns]
 */
export function dequantiseRow(tensor: GgufTensor, row: number, out: Float32Array): void {
  const { type, columns, data } = tensor;
  const block = BLOCKS[type];
  let at = row * (columns / block.elements) * block.bytes;
  if (type === 'F32') {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    for (let c = 0; c < columns; c++) out[c] = view.getFloat32(at + 4 * c, true);
  } else if (type === 'F16') {
    for (let c = 0; c < columns; c++) out[c] = half(data, at + 2 * c);
  } else if (type === 'Q8_0') {
    for (let c = 0; c < columns; c += 32, at += 34) {
      const scale = half(data, at);
      for (let j = 0; j < 32; j++) out[c + j] = scale * ((data[at + 2 + j]! << 24) >> 24);
    }
  } else {
    const codes = type === 'Q4_1' ? 4 : 2;
    for (let c = 0; c < columns; c += 32, at += block.bytes) {
      const scale = half(data, at);
      const minimum = type === 'Q4_1' ? half(data, at + 2) : -8 * scale;
      for (let j = 0; j < 16; j++) {
        const code = data[at + codes + j]!;
        out[c + j] = scale * (code & 15) + minimum;
        out[c + j + 16] = scale * (code >> 4) + minimum;
      }
    }
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
