import { keyA, keyB, keyC } from './hash';

/**
 * A read-only map from hashed n-grams to levels: a 4-wise binary fuse filter (Graf and Lemire 2022) whose
 * cells hold a fingerprint above a level, packed without gaps. A key that was never stored is taken for one with
 * probability 2^−(cellBits − levelBits).
 */
export class FuseMap {
  /** How often a key that was never stored is taken for one. */
  readonly falsePositives: number;
  /** The cells, from a byte before them on. */
  private readonly cells: DataView;
  private readonly mask: number;
  private readonly span: number;
  private readonly levelMask: number;
  private readonly cellMask: number;
  /** A single token and its level. */
  private readonly token = new Int32Array(1);
  private readonly level = new Int16Array(1);

  /**
   * @param cells (segmentCount + 3) × segmentLength cells of cellBits bits, lowest bit first, and two more bytes; read in
   *   place where anything stands before them in their buffer
   * @param cellBits at most 16
   */
  constructor(
    cells: Uint8Array,
    private readonly seed: number,
    private readonly segmentLength: number,
    segmentCount: number,
    private readonly levelBits: number,
    private readonly cellBits: number,
  ) {
    const { buffer, byteOffset, byteLength } = cells.byteOffset > 0 ? cells : afterByte(cells);
    this.cells = new DataView(buffer, byteOffset - 1, byteLength + 1);
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
    this.token[0] = token;
    this.findAll(contextA, contextB, this.token, 1, this.level);
    return this.level[0]!;
  }

  /**
   * The same of several tokens. Cells lie far apart in memory: in one loop the processor fetches those of the next tokens
   * while it waits.
   * @param tokens [count]
   * @param levels each token's level, or −1, [count]
   */
  findAll(contextA: number, contextB: number, tokens: Int32Array, count: number, levels: Int16Array): void {
    const { cells, seed, segmentLength: length, mask, cellBits: bits, levelBits, levelMask, cellMask } = this;
    const scale = this.span * 2 ** -32;
    if (scale === 0) levels.fill(-1, 0, count);
    for (let i = 0; i < count && scale > 0; i++) {
      const token = tokens[i]!;
      const a = keyA(contextA, token, seed);
      const b = keyB(contextB, token, a);
      const c = keyC(a, b);
      const at = ((a >>> 0) * scale) | 0;
      const bit0 = at * bits;
      const bit1 = ((at + length) ^ (b & mask)) * bits;
      const bit2 = ((at + 2 * length) ^ ((b >>> 16) & mask)) * bits;
      const bit3 = ((at + 3 * length) ^ (c & mask)) * bits;
      const stored = read(cells, bit0) ^ read(cells, bit1) ^ read(cells, bit2) ^ read(cells, bit3);
      const cell = (stored ^ ((c >>> 16) & ~levelMask)) & cellMask;
      levels[i] = cell >>> levelBits !== 0 ? -1 : cell & levelMask;
    }
  }
}

/**
 * The cell that begins at a bit, with bits of its neighbours above it. Its three bytes are read at once, which takes less
 * time than one by one, with the byte before them, since fewer than four may be left at the end.
 */
const read = (cells: DataView, bit: number): number => cells.getInt32(bit >>> 3, true) >>> ((bit & 7) + 8);

/** A copy with a byte before it. */
function afterByte(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length + 1);
  copy.set(bytes, 1);
  return copy.subarray(1);
}
