import type { Row } from '@superposed/decoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunks } from '../wasm/kernel-chunks';
import { ENTRIES } from '../wasm/kernel-layout';
import { checkRows, layOutRows } from './row-inputs';

const limits = { vocabularySize: 50, positions: 32, capacity: 24 };

/** Mostly in its range, else at or beyond an edge. */
const number = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.nat(most) },
    { weight: 1, arbitrary: fc.constantFrom(-1, most + 1, 0.5, NaN, Infinity, -0, 2 ** 31, 2 ** 53) },
  );
const ids = (maxLength: number) => fc.array(number(limits.vocabularySize - 1), { maxLength });
const row = fc.record(
  {
    tokens: fc.oneof({ weight: 9, arbitrary: fc.tuple(fc.nat(49)) }, ids(6)),
    position: number(limits.positions - 1),
    weights: fc.array(fc.oneof(fc.float(), fc.constant(1)), { maxLength: 6 }),
    sees: fc.array(fc.tuple(number(6), number(8)), { maxLength: 3 }),
    scored: fc.boolean(),
    targets: ids(5),
  },
  { requiredKeys: ['tokens', 'position'] },
) as fc.Arbitrary<Row>;
const passes = fc.record({ rows: fc.array(row, { maxLength: 8 }), past: fc.nat(limits.capacity) });

/** Whether the rows were taken; refusals name the row or the pass. */
function taken(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    expect(String(error)).toMatch(/^RangeError: (Row \d+: |A pass |The key\/value cache )/);
    return false;
  }
}

const within = (values: Iterable<bigint | number>, end: number): boolean =>
  [...values].every((value) => value >= 0 && value < end);

describe('rows of any kind', () => {
  it('are laid out for the graph, all in their ranges, or refused by name', () => {
    fc.assert(
      fc.property(passes, ({ rows, past }) => {
        taken(() => {
          const inputs = layOutRows(rows, past, limits);
          const { mix, total, targetCount } = inputs;
          expect(total).toBeLessThanOrEqual(limits.capacity);
          expect(inputs.tokenIds).toHaveLength(rows.length * mix);
          expect(inputs.bias).toHaveLength(rows.length * total);
          expect(inputs.targets).toHaveLength(inputs.scored.length * targetCount);
          expect(within(inputs.tokenIds, limits.vocabularySize)).toBe(true);
          expect(within(inputs.targets, limits.vocabularySize)).toBe(true);
          expect(within(inputs.scored, rows.length)).toBe(true);
          expect(inputs.weights.every((weight) => !Number.isNaN(weight))).toBe(true);
          rows.forEach((_, r) => expect(inputs.bias[r * total + past + r]).toBe(0));
        });
      }),
    );
  });

  it('are cut into what the kernels hold, each seeing only what is before it, or refused by name', () => {
    fc.assert(
      fc.property(passes, ({ rows, past }) => {
        if (!taken(() => checkRows(rows, past, limits))) return;
        let done = 0;
        for (const chunk of chunks(rows, past)) {
          const { starts, pairs } = chunk.ranges;
          expect(starts).toHaveLength(chunk.rows.length + 1);
          chunk.rows.forEach((_, r) => {
            const end = past + done + r + 1;
            const own = pairs.subarray(2 * starts[r]!, 2 * starts[r + 1]!);
            expect(own.at(-1)).toBe(end);
            expect(within(own, end + 1)).toBe(true);
          });
          expect(within(chunk.tokenIds, limits.vocabularySize)).toBe(true);
          expect(within(chunk.targets, limits.vocabularySize)).toBe(true);
          done += chunk.rows.length;
        }
        expect(done).toBe(rows.length);
      }),
    );
  });
});

describe('rows at and beyond a limit', () => {
  const full = { vocabularySize: 9, positions: 4096, capacity: 4096 };
  const long = (length: number): number[] => new Array<number>(length).fill(1);
  const plain = (count: number, first: Partial<Row>): Row[] =>
    Array.from({ length: count }, (_, position) => ({
      tokens: [1],
      position,
      scored: true,
      ...(position === 0 && first),
    }));

  it.each([
    ['rows', 4096, {}, 4096, {}],
    ['tokens', 1, { tokens: long(2 ** 22), weights: long(2 ** 22) }, 2, undefined],
    ['targets', 1, { targets: long(2 ** 22) }, 2, undefined],
  ])('of %s', (_, most, first, more, next) => {
    expect(taken(() => layOutRows(plain(most, first), 0, full))).toBe(true);
    const beyond = next ? plain(more + 1, next) : plain(more, first);
    expect(taken(() => layOutRows(beyond, 0, full))).toBe(false);
  });

  it('of the kernels', () => {
    const sizes = (count: number, first: Partial<Row>) => [...chunks(plain(count, first), 0)];
    expect(sizes(2, { targets: long(ENTRIES) }).map(({ rows }) => rows.length)).toEqual([1, 1]);
    for (const first of [{ targets: long(ENTRIES + 1) }, { tokens: long(ENTRIES + 1) }])
      expect(taken(() => sizes(2, first))).toBe(false);
  });
});
