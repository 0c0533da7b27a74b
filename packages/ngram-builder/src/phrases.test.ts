import { describe, expect, it } from 'vitest';
import { countPhrases, Steps } from './count';
import { openDuckDb } from './duckdb';
import { duckDbEngine } from './engine';
import { readPhrases } from './read-counts';
import { rowsIn, useFolder, windowsIn } from './testing.fixture';

const path = useFolder();
const engine = duckDbEngine({ memory: 300e6, threads: 2 });
const run = (start: number, length: number): number[] => Array.from({ length }, (_, i) => start + i);

/** Phrases kept of inputs, each a list of documents. */
async function kept(name: string, inputs: readonly number[][][], recurrence: number): Promise<string> {
  for (const [source, documents] of inputs.entries()) {
    await windowsIn(path(`${name}-windows`), documents, 6, source);
  }
  const steps = new Steps(engine, path(name), () => {});
  return (await countPhrases(steps, path(`${name}-windows`), recurrence)).kept;
}

describe('phrases', () => {
  it('are six tokens within a document, each once', async () => {
    const folder = await kept('each', [[run(0, 7), run(0, 7), run(50, 5)]], 0);
    expect(await rowsIn(folder)).toEqual([run(0, 6), run(1, 6)]);
  });

  // Of the first input's three phrases, two are of a document that is there twice; nothing comes twice in the second.
  const manual = [run(0, 6), run(0, 6), run(100, 6)];
  const novel = [run(200, 6), run(300, 6)];

  it('that were seen once are kept of inputs that repeat themselves', async () => {
    expect(await rowsIn(await kept('some', [manual, novel], 0.5))).toEqual([run(0, 6), run(100, 6)]);
  });

  it('that were seen twice are kept of every input', async () => {
    expect(await rowsIn(await kept('none', [manual, novel], 1))).toEqual([run(0, 6)]);
  });

  it('are all kept where nothing is asked of an input', async () => {
    expect(await rowsIn(await kept('all', [manual, novel], 0))).toHaveLength(4);
  });

  it('of an input with nothing but repeats are kept', async () => {
    expect(await rowsIn(await kept('repeats', [[run(0, 6), run(0, 6)]], 1))).toEqual([run(0, 6)]);
  });

  it('are read in the order of their tokens', async () => {
    const folder = await kept('read', [[run(9, 6)], [run(3, 6), run(30, 6)]], 0);
    const database = await openDuckDb({ memory: 200e6, threads: 1 });
    try {
      expect(await readPhrases(database, folder)).toEqual(
        Int32Array.from([...run(3, 6), ...run(9, 6), ...run(30, 6)]),
      );
    } finally {
      database.close();
    }
  });
});
