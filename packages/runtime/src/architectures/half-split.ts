import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/tensors';

/**
 * Queries' or keys' features in another order: where neighbours are rotated together, the first of each pair come
 * before the second ones. Scores don't change, since both sides of each product move alike.
 * @param tensor a matrix, whose rows are the features, or a vector of them
 */
export function splitHalves(tensor: GgufTensor, headSize: number): GgufTensor {
  const { rows, data } = tensor;
  if (rows === 1) return splitVector(tensor, headSize);
  const bytes = data.length / rows;
  const out = new Uint8Array(data.length);
  for (let row = 0; row < rows; row++) {
    const from = sourceOf(row, headSize) * bytes;
    out.set(data.subarray(from, from + bytes), row * bytes);
  }
  return { ...tensor, data: out };
}

function splitVector(tensor: GgufTensor, headSize: number): GgufTensor {
  const values = dequantise(tensor);
  const moved = values.map((_, i) => values[sourceOf(i, headSize)]!);
  return { ...tensor, type: 'F32', data: new Uint8Array(moved.buffer) };
}

/** Where feature `at` of the new order was before. */
function sourceOf(at: number, headSize: number): number {
  const feature = at % headSize;
  const half = headSize / 2;
  return at - feature + (feature < half ? 2 * feature : 2 * (feature - half) + 1);
}
