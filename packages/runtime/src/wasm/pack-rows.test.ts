import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BLOCK_TYPES } from '../gguf/block-types';
import { HEAP } from './kernel-fields';
import { formOf, RECORD_BYTES } from './kernel-layout';
import { KernelTeam } from './kernel-team';
import { IN_KERNELS } from './kernel-weights';
import { packRows } from './pack-rows';

const PLACES = { here: HEAP, there: HEAP + 2 ** 17, file: HEAP + 2 ** 18 };
let team: KernelTeam;
beforeAll(async () => void (team = await KernelTeam.create(HEAP + 2 ** 19)));

describe('the kernels pack as packRows does', () => {
  it.each(Object.keys(IN_KERNELS) as (keyof typeof IN_KERNELS)[])('%s, any bytes', (type) => {
    const { bytes: blockBytes, elements } = BLOCK_TYPES[type];
    const form = formOf(type);
    const memory = new Uint8Array(team.memory.buffer);
    const shape = fc.record({ octets: fc.integer({ min: 1, max: 2 }), wide: fc.integer({ min: 1, max: 2 }) });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), ({ octets, wide }, stream) => {
        const [rows, columns] = [8 * octets, 256 * wide];
        const data = Uint8Array.from(stream.take(((rows * columns) / elements) * blockBytes));
        const size = octets * (columns / 32) * RECORD_BYTES[form];
        memory.fill(0, PLACES.here, PLACES.file);
        memory.set(data, PLACES.file);
        const tensor = { name: 'x', type, rows, columns, data };
        packRows(team.memory, { tensor, form, address: PLACES.here } as never, (row) => row);
        team.exports.pack(PLACES.file, PLACES.there, rows, columns / 32, IN_KERNELS[type]!);
        const at = (place: number) => memory.slice(place, place + size);
        // As numbers where they are numbers: infinite scales are no model's.
        expect(differences(at(PLACES.there), at(PLACES.here))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Places of words that differ, but for the sign of a zero, and scales that are not finite in the file. */
function differences(got: Uint8Array, wanted: Uint8Array): number[] {
  const [a, b] = [got, wanted].map((each) => new Uint32Array(each.buffer)) as [Uint32Array, Uint32Array];
  const [as, bs] = [got, wanted].map((each) => new Float32Array(each.buffer)) as [Float32Array, Float32Array];
  return Array.from(a.keys()).filter((i) => a[i] !== b[i] && as[i] !== bs[i] && Number.isFinite(bs[i]));
}
