import { expect, it } from 'vitest';
import type { GgufTensor } from '../gguf/tensors';
import { splitHalves } from './half-split';

const matrix: GgufTensor = {
  name: 'q',
  type: 'F16',
  rows: 8,
  columns: 2,
  data: Uint8Array.from({ length: 32 }, (_, i) => i),
};

it('puts the first of each pair of a head’s rows before the second ones', () => {
  const { data } = splitHalves(matrix, 4);
  const rows = Array.from({ length: 8 }, (_, row) => data[4 * row]! / 4);
  expect(rows).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  expect([...data.subarray(4, 8)]).toEqual([8, 9, 10, 11]);
});

it('orders a vector alike', () => {
  const values = Float32Array.from({ length: 8 }, (_, i) => i);
  const bias = { name: 'b', type: 'F32', rows: 1, columns: 8, data: new Uint8Array(values.buffer) } as const;
  const moved = splitHalves(bias, 4);
  expect([...new Float32Array(moved.data.buffer)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
});
