import { describe, expect, it } from 'vitest';
import { FuseMap } from '../format/fuse';
import { writeFuse } from '../write/fuse-write';
import { BLOCK, SuccessorBlock } from './successor-block';

const LEVEL_BITS = 6;
const CELL_BITS = 16;

/** Has token 10 · i at level i, after the context with hash halves 1 and 2. */
function fuseOf(count: number): FuseMap {
  const { cells, seed, segmentLength, segmentCount } = writeFuse(
    {
      contextA: new Int32Array(count).fill(1),
      contextB: new Int32Array(count).fill(2),
      token: Int32Array.from({ length: count }, (_, i) => 10 * i),
      level: Uint8Array.from({ length: count }, (_, i) => i),
    },
    LEVEL_BITS,
    CELL_BITS,
  );
  return new FuseMap(cells, seed, segmentLength, segmentCount, LEVEL_BITS, CELL_BITS);
}

describe('SuccessorBlock', () => {
  it('looks up those that were chosen, and tells which they are', () => {
    const block = new SuccessorBlock();
    for (const member of [3, 7, 5]) block.choose(member, 10 * member);
    block.choose(9, 91);
    block.find(fuseOf(20), 1, 2);
    const found = Array.from({ length: block.chosen }, (_, i) => [block.members[i], block.levels[i]]);
    expect(found).toEqual([
      [3, 3],
      [7, 7],
      [5, 5],
      [9, -1],
    ]);
  });

  it('has room for all of its successors', () => {
    const block = new SuccessorBlock();
    for (let i = 0; i < BLOCK; i++) block.choose(i, 10 * i);
    block.find(fuseOf(BLOCK), 1, 2);
    expect([...block.levels]).toEqual([...block.members]);
    expect(block.chosen).toBe(BLOCK);
  });
});
