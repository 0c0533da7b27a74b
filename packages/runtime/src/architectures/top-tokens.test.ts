import { seededRandom } from '@superposed/decoding/random';
import { expect, it } from 'vitest';
import { GROUP, tokenAt, topCount, topRounds } from './top-tokens';

it('takes as many rounds as a vocabulary needs, whose groups are full from the second on', () => {
  expect(topRounds(96)).toEqual([]);
  expect(topRounds(1024)).toEqual([]);
  expect(topRounds(1025)).toEqual([2]);
  expect(topRounds(49_152)).toEqual([48, 3]);
  expect(topRounds(151_936)).toEqual([160, 10]);
  expect(topRounds(262_144)).toEqual([256, 16]);
  expect([topCount(96), topCount(20)]).toEqual([64, 20]);
});

it('finds each token again', () => {
  const random = seededRandom(1);
  const size = 20_000;
  const logits = Float32Array.from({ length: size }, () => random());
  let values: number[] = [...logits];
  const places = topRounds(size).map((groups) => {
    const round: bigint[] = [];
    const next: number[] = [];
    for (let g = 0; g < groups; g++) {
      const group = Array.from({ length: GROUP }, (_, i) => values[g * GROUP + i] ?? -Infinity);
      const best = group.map((_, i) => i).sort((a, b) => group[b]! - group[a]!);
      for (const i of best.slice(0, 64)) {
        round.push(BigInt(i));
        next.push(group[i]!);
      }
    }
    values = next;
    return BigInt64Array.from(round);
  });
  const place = values.indexOf(Math.max(...values));
  expect(tokenAt(place, places)).toBe(logits.indexOf(Math.max(...logits)));
});
