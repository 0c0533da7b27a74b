/** 1.5 · 2^23: floats around it are whole numbers, which end their bits. */
const WHOLE: f32 = 12582912;
const WHOLE_BITS: i32 = 0x4b400000;

/**
 * The nearest whole numbers, the even one of two, as int32: for |x| up to 2^22. A sum and a difference, where conversion
 * that saturates takes some ten instructions.
 */
export function nearest4(x: v128): v128 {
  return i32x4.sub(f32x4.add(x, f32x4.splat(WHOLE)), i32x4.splat(WHOLE_BITS));
}

/** Numbers of `exp4`, in memory: V8 makes a vector of a constant anew each time, in three instructions. */
const NUMBERS = memory.data<f32>([
  87, -87, 1.4426950408889634, 12582912, 0.693359375, 2.1219444e-4, 1.98756915e-4, 1.3981999507e-3,
  8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);

function number(at: usize): v128 {
  return v128.load32_splat(NUMBERS + 4 * at);
}

/** e^x to about 1e-7 relative, for x clamped to ±87: 2^n times a polynomial (Cephes' expf) on the rest. */
export function exp4(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, number(0)), number(1));
  const whole = f32x4.add(f32x4.mul(clamped, number(2)), number(3));
  const n = f32x4.sub(whole, number(3));
  let r = f32x4.sub(clamped, f32x4.mul(n, number(4)));
  r = f32x4.add(r, f32x4.mul(n, number(5)));
  let p = f32x4.add(f32x4.mul(number(6), r), number(7));
  p = f32x4.add(f32x4.mul(p, r), number(8));
  p = f32x4.add(f32x4.mul(p, r), number(9));
  p = f32x4.add(f32x4.mul(p, r), number(10));
  p = f32x4.add(f32x4.mul(p, r), number(11));
  const one = number(12);
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), one);
  // Of the bits of `whole`, those of n come to the exponent's place.
  return f32x4.mul(p, i32x4.add(i32x4.shl(whole, 23), one));
}

/** x / (1 + e^−x). */
export function silu4(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

/** x / (1 + e^(−2 √(2/π) (x + .044715 x³))): GELU's tanh form (arXiv 1606.08415), written without tanh. */
export function gelu4(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(f32x4.mul(x, x), x), f32x4.splat(0.044715));
  const inner = f32x4.mul(f32x4.add(x, cube), f32x4.splat(-1.5957691216057308));
  return f32x4.div(x, f32x4.add(f32x4.splat(1), exp4(inner)));
}

export function sum4(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

export function max4(x: v128): f32 {
  const halves = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(halves, v128.shuffle<f32>(halves, halves, 1, 0, 3, 2)), 0);
}
