/*
 * A key is a context and the token that follows it. Its 64-bit hash comes from two 32-bit halves that take in the
 * context from the newest token to the oldest, so that all context lengths of one look-up share one pass.
 */

/** Start values of the two halves of a context hash. */
export const HASH_START_A = 0x2545f491;
export const HASH_START_B = 0x6c62272e;

/** Takes one more (older) context token into the first half. */
export function extendA(hash: number, token: number): number {
  const mixed = Math.imul(((hash << 5) | (hash >>> 27)) ^ token, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Takes one more (older) context token into the second half. */
export function extendB(hash: number, token: number): number {
  const mixed = Math.imul((hash + token) ^ 0x3c6ef372, 0x85ebca77);
  return mixed ^ (mixed >>> 13);
}

/** The 32-bit finaliser of MurmurHash3: every input bit reaches every output bit. */
export function finalise(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** First half of a key's hash: picks the window of segments. */
export function keyA(contextA: number, token: number, seed: number): number {
  return finalise(contextA ^ Math.imul(token + 1, 0x27d4eb2f) ^ seed);
}

/** Second half of a key's hash, given the first: picks the cells inside two segments. */
export function keyB(contextB: number, token: number, first: number): number {
  return finalise((contextB ^ Math.imul(token + 1, 0x165667b1)) + first);
}

/** A third number from both halves: the top bits are the fingerprint, the low bits pick the last cell. */
export function keyC(first: number, second: number): number {
  return Math.imul(first ^ (second >>> 16), 0x9e3779b1);
}
