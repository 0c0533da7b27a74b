import { promptRows, type LanguageModel, type Row } from '@superposed/decoding';
import { afterEach, describe, expect, it } from 'vitest';
import { parseGguf } from '../architectures/model';
import { randomModel } from '../architectures/random-models.fixture';
import { createNodeModel } from '../devices/node';
import { expectEqual } from './passes.fixture';
import { notePositions, seenRanges, windowOf } from './windows';

const row = (position: number, sees?: Row['sees']): Row => ({ tokens: [3], position, ...(sees && { sees }) });

describe('seenRanges', () => {
  const noted = new Int32Array(16);
  const window = windowOf([{ window: null }, { window: 3 }], noted)!;
  // A prompt of five, then two branches of two tokens each.
  const positions = [0, 1, 2, 3, 4, 5, 6, 5, 6];
  notePositions(
    noted,
    positions.map((position) => row(position)),
    0,
  );

  it('are all before a row where there is no window, or none that ends', () => {
    expect(seenRanges(row(9), 9, null)).toEqual([[0, 9]]);
    expect(seenRanges(row(2), 2, window)).toEqual([[0, 2]]);
  });

  it('are those of the last positions, the row’s own among them', () => {
    expect(seenRanges(row(5), 5, window)).toEqual([[3, 5]]);
    expect(seenRanges(row(20), 9, window)).toEqual([]);
  });

  it('are cut where slots of several branches follow one another', () => {
    expect(seenRanges(row(8), 9, window)).toEqual([
      [6, 7],
      [8, 9],
    ]);
    const own: Row['sees'] = [
      [0, 5],
      [7, 9],
    ];
    expect(seenRanges(row(7, own), 9, window)).toEqual([[7, 9]]);
    expect(seenRanges(row(6, own), 9, window)).toEqual([
      [4, 5],
      [7, 9],
    ]);
  });

  it('need no window where no layer has one', () => {
    expect(windowOf([{ window: null }], noted)).toBeNull();
  });
});

describe('a model with windows', () => {
  const opened: LanguageModel[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((model) => model.dispose()));
  });

  it('runs branches past its window as runs of their own, on either backend', async () => {
    const gguf = parseGguf(randomModel('gemma3', 'Q8_0'));
    const prompt = Array.from({ length: 12 }, (_, i) => 3 + ((7 * i) % 90));
    const branches = [20, 33].map((id): Row => ({
      tokens: [id],
      position: 12,
      sees: [[0, 12]],
      scored: true,
    }));
    const next: Row = {
      tokens: [41],
      position: 13,
      sees: [
        [0, 12],
        [13, 14],
      ],
      scored: true,
    };
    for (const backend of ['wasm', 'native'] as const) {
      const model = await createNodeModel(gguf, { backend, capacity: 32 });
      opened.push(model);
      await model.forward(promptRows(prompt, 0));
      await model.forward(branches);
      const branched = await model.forward([next]);
      model.truncate(0);
      expectEqual(branched, await model.forward(promptRows([...prompt, 33, 41], 0)), 1e-3);
    }
  });
});
