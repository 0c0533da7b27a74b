import { describe, expect, it } from 'vitest';
import type { TensorType } from './block-types';
import { dequantise } from './dequantise';
import { HALF } from './half';
import type { GgufTensor } from './tensors';
import { toHalf } from './tiny-gguf.fixture';

const tensor = (type: TensorType, data: Uint8Array, columns = 32): GgufTensor => ({
  name: 'w',
  type,
  rows: 1,
  columns,
  data,
});

const halfBytes = (value: number): number[] => [toHalf(value) & 255, toHalf(value) >> 8];

describe('half-precision numbers', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x0001, 2 ** -24],
    [0x7bff, 65504],
    [0x7c00, Infinity],
  ])('%i is %d', (bits, value) => {
    expect(HALF[bits]).toBe(value);
  });
  it('are NaN where the exponent is full and a fraction is there', () => {
    expect(HALF[0x7e00]).toBeNaN();
  });
});

describe('dequantise', () => {
  it('reads F32 from any alignment', () => {
    const bytes = new Uint8Array(9);
    new DataView(bytes.buffer).setFloat32(1, 1.5, true);
    new DataView(bytes.buffer).setFloat32(5, -3, true);
    expect([...dequantise(tensor('F32', bytes.subarray(1), 2))]).toEqual([1.5, -3]);
  });

  it('reads F16', () => {
    expect([...dequantise(tensor('F16', Uint8Array.from([...halfBytes(0.5), ...halfBytes(-4)]), 2))]).toEqual(
      [0.5, -4],
    );
  });

  it('reads Q8_0 as scale · signed byte', () => {
    const codes = Array.from({ length: 32 }, (_, i) => (i % 2 ? -i : i));
    const values = dequantise(
      tensor('Q8_0', Uint8Array.from([...halfBytes(0.25), ...codes.map((c) => c & 255)])),
    );
    expect([...values]).toEqual(codes.map((code) => code * 0.25));
  });

  it('reads 4-bit codes j from low and j + 16 from high nibbles', () => {
    const codes = Array.from({ length: 32 }, (_, i) => (i * 7) % 16);
    const packed = Array.from({ length: 16 }, (_, j) => codes[j]! | (codes[j + 16]! << 4));
    const q40 = dequantise(tensor('Q4_0', Uint8Array.from([...halfBytes(0.5), ...packed])));
    expect([...q40]).toEqual(codes.map((code) => 0.5 * (code - 8)));
    const q41 = dequantise(
      tensor('Q4_1', Uint8Array.from([...halfBytes(0.5), ...halfBytes(-1.25), ...packed])),
    );
    expect([...q41]).toEqual(codes.map((code) => 0.5 * code - 1.25));
  });
});
