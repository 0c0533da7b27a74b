import { keyA, keyB, keyC } from './hash';

/**
 * A read-only map from hashed n-grams to levels: a 4-wise binary fuse filter (Graf and Lemire 2022) whose 16-bit
 * cells hold a fingerprint above a level. A key that was never stored is taken for one with probability
 * 2^−(16 − levelBits).
 */
export class FuseMap {
  private readonly mask: number;
  private readonly span: number;
  private readonly levelMask: number;

  constructor(
    private readonly cells: Uint16Array,
    private readonly seed: number,
    private readonly segmentLength: number,
    segmentCount: number,
    private readonly levelBits: number,
  ) {
    this.mask = segmentLength - 1;
    this.span = segmentCount * segmentLength;
    this.levelMask = (1 << levelBits) - 1;
  }

  /**
   * @param contextA first half of the context's hash
   * @param contextB second half of the context's hash
   * @returns the level, or −1 where the n-gram is not stored
   */
  find(contextA: number, contextB: number, token: number): number {
    if (this.span === 0) return -1;
    const a = keyA(contextA, token, this.seed);
    const b = keyB(contextB, token, a);
    const c = keyC(a, b);
    const length = this.segmentLength;
    const mask = this.mask;
    const at0 = ((a >>> 0) * this.span * 2 ** -32) | 0;
    const at1 = (at0 + length) ^ (b & mask);
    const at2 = (at0 + 2 * length) ^ ((b >>> 16) & mask);
    const at3 = (at0 + 3 * length) ^ (c & mask);
    const cells = this.cells;
    const cell = cells[at0]! ^ cells[at1]! ^ cells[at2]! ^ cells[at3]! ^ ((c >>> 16) & ~this.levelMask);
    return cell >>> this.levelBits !== 0 ? -1 : cell & this.levelMask;
  }
}
