import { BLOCK, type Block } from '../gguf/plain-blocks';

/** Codes of a symmetric block at 8 bits go from −STEPS to STEPS. */
export const STEPS = 127;

/** 32 elements as scale · code. */
export interface SymmetricFit {
  readonly codes: Int8Array;
  scale: number;
}

export function newFit(): SymmetricFit {
  return { codes: new Int8Array(BLOCK), scale: 0 };
}

/**
 * Writes a block with a minimum, scale · code + minimum, as scale' · code'. Rounding each element to 255 steps would be
 * off by up to half a step. Better, each step of the block becomes n of ours, and the minimum p of them:
 * code' = n · code + p. Then only p is rounded, and of the n that fit, one is off by little.
 */
export function fitSymmetric({ codes, low, minimum }: Block, out: SymmetricFit): void {
  let [least, most] = [codes[0]!, codes[0]!];
  for (let j = 1; j < BLOCK; j++) {
    if (codes[j]! < least) least = codes[j]!;
    if (codes[j]! > most) most = codes[j]!;
  }
  const peak = Math.max(Math.abs(low * least + minimum), Math.abs(low * most + minimum));
  const ratio = minimum / low;
  let [n, p] = [0, 0];
  // The usual error of a rounded element: a step's deviation.
  let error = peak / STEPS / Math.sqrt(12);
  for (let tried = 1; tried <= STEPS; tried++) {
    const shift = Math.round(tried * ratio);
    if (!(Math.abs(tried * least + shift) <= STEPS && Math.abs(tried * most + shift) <= STEPS)) break;
    const off = Math.abs(minimum - (shift * low) / tried);
    if (off < error) [n, p, error] = [tried, shift, off];
  }
  if (n === 0) {
    out.scale = peak / STEPS;
    for (let j = 0; j < BLOCK; j++) {
      out.codes[j] = out.scale > 0 ? Math.round((low * codes[j]! + minimum) / out.scale) : 0;
    }
    return;
  }
  // The scale with the least squares of what is left.
  let [product, square] = [0, 0];
  for (let j = 0; j < BLOCK; j++) {
    const code = (out.codes[j] = n * codes[j]! + p);
    product += code * (low * codes[j]! + minimum);
    square += code * code;
  }
  out.scale = square > 0 ? product / square : 0;
}
