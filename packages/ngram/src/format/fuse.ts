import { keyA, keyB, keyC } from './hash';

/**
 * A read-only map from hashed n-grams to levels: a 4-wise binary fuse filter (Graf and Lemire 2022) whose
 * cells hold a fingerprint above a level, packed without gaps. A key that was never stored is taken for one with
 * probability 2^−(cellBits − levelBits).
 */
export class FuseMap {
  /** How often a key that was never stored is taken for one. */
  readonly falsePositives: number;
  private readonly mask: number;
  private readonly span: number;
  private readonly levelMask: number;
  private readonly cellMask: number;

  /**
   * @param cells (segmentCount + 3) × segmentLength cells of cellBits bits, lowest bit first, and two more bytes
   * @param cellBits at most 16
   */
  constructor(
    private readonly cells: Uint8Array,
    private readonly seed: number,
    private readonly segmentLength: number,
    segmentCount: number,
    private readonly levelBits: number,
    private readonly cellBits: number,
  ) {
    this.mask = segmentLength - 1;
    this.span = segmentCount * segmentLength;
    this.levelMask = (1 << levelBits) - 1;
    this.cellMask = (1 << cellBits) - 1;
    this.falsePositives = 2 ** (levelBits - cellBits);
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
    const stored = this.cell(at0) ^ this.cell(at1) ^ this.cell(at2) ^ this.cell(at3);
    const cell = (stored ^ ((c >>> 16) & ~this.levelMask)) & this.cellMask;
    return cell >>> this.levelBits !== 0 ? -1 : cell & this.levelMask;
  }

  /** A cell, with bits of its neighbour above it. */
  private cell(at: number): number {
    const bit = at * this.cellBits;
    const byte = bit >>> 3;
    const cells = this.cells;
    return (cells[byte]! | (cells[byte + 1]! << 8) | (cells[byte + 2]! << 16)) >>> (bit & 7);
  }
}
