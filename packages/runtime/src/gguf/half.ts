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
