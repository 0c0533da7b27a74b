import { seededRandom } from '@superposed/decoding/random';
import { expect, it } from 'vitest';
import { newBlock, type Block } from '../gguf/plain-blocks';
import { fitSymmetric, newFit, STEPS } from './symmetric-fit';

function blockOf(code: (j: number) => number, scale: number, minimum: number): Block {
  const block = newBlock();
  block.codes.set(Array.from({ length: 32 }, (_, j) => code(j)));
  block.low = block.high = scale;
  block.minimum = minimum;
  return block;
}

/** Root of the mean square of what a fit is off by. */
function deviation(block: Block): number {
  const fit = newFit();
  fitSymmetric(block, fit);
  const squares = Array.from(
    block.codes,
    (code, j) => (block.low * code + block.minimum - fit.scale * fit.codes[j]!) ** 2,
  );
  return Math.sqrt(squares.reduce((a, b) => a + b) / 32);
}

it('is exact where a minimum is a fraction of steps', () => {
  expect(deviation(blockOf((j) => j % 16, 0.03, -0.225))).toBeLessThan(1e-9);
  expect(deviation(blockOf((j) => j % 16, 0.01, -0.07 - 0.01 / 3))).toBeLessThan(1e-9);
});

it('is off by a hundredth of a step of four bits on average, a tenth of what rounding alone is off by', () => {
  const random = seededRandom(3);
  const off = Array.from({ length: 500 }, () =>
    deviation(blockOf(() => Math.floor(16 * random()), 1, -7.5 * (0.7 + 0.6 * random()))),
  );
  const mean = off.reduce((a, b) => a + b) / off.length;
  expect(mean).toBeLessThan(0.01);
  expect(Math.max(...off)).toBeLessThan(0.06);
});

it('rounds where no multiple of the steps fits', () => {
  const block = blockOf((j) => j % 2, 1, 1000);
  expect(deviation(block)).toBeLessThan(1001 / STEPS / 2);
});

it.each([
  ['of zeros', blockOf(() => 0, 0, 0)],
  ['of one value', blockOf(() => 5, 0, -0.4)],
  ['that comes to nothing', blockOf(() => 5, 0.1, -0.5)],
])('takes a block %s', (_, block) => {
  expect(deviation(block)).toBeLessThan(0.005);
});
