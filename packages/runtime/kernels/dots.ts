// What products of one row, of two and of many have in common.

/** Exact sums of products of two columns each. */
export function add4(sum: v128, codes: v128, activations: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(codes, activations));
}

/** sum + scales · scale · dots. @param scale a row's */
export function addScaled(sum: v128, dots: v128, scales: v128, scale: v128): v128 {
  return f32x4.add(sum, f32x4.mul(f32x4.mul(scales, scale), f32x4.convert_i32x4_s(dots)));
}

/** sum + minima · total. @param total the sum of a row's activations */
export function addMinima(sum: v128, minima: v128, total: v128): v128 {
  return f32x4.add(sum, f32x4.mul(minima, total));
}
