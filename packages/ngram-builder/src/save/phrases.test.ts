import { PhraseKeys, shardOfToken } from '@superposed/ngram';
import { describe, expect, it } from 'vitest';
import { countPhrases, Steps } from '../count/count';
import { openDuckDb } from '../count/duckdb';
import { duckDbEngine } from '../count/engine';
import { PhraseReader } from './phrase-reader';
import { rowsIn, useFolder, windowsIn } from '../testing.fixture';

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

  it('are read a shard at a time, each in the shard of its last context token', async () => {
    const texts = [run(9, 6), run(3, 9), run(30, 6)];
    const folder = await kept('read', [texts], 0);
    const all = await rowsIn(folder);
    const database = await openDuckDb({ memory: 200e6, threads: 1 });
    try {
      for (const shards of [1, 2, 4]) {
        const reader = await PhraseReader.open(database, folder, shards);
        expect(reader.total).toBe(all.length);
        const keys = new PhraseKeys(reader.largest);
        for (let index = 0; index < shards; index++) {
          const expected = all.filter((phrase) => shardOfToken(phrase[4]!, shards) === index);
          await reader.read(index, keys);
          expect(sorted(keys)).toEqual(sorted(keysOf(expected)));
        }
      }
    } finally {
      database.close();
    }
  });
});

function keysOf(phrases: readonly number[][]): PhraseKeys {
  const keys = new PhraseKeys(phrases.length);
  for (const phrase of phrases) keys.add(phrase.map((token) => [token]));
  return keys;
}

/** Entries as [hash, hash, token], in an order of their own. */
function sorted(keys: PhraseKeys): number[][] {
  const { contextA, contextB, token } = keys.entries();
  return Array.from(token, (last, i) => [contextA[i]!, contextB[i]!, last]).sort((a, b) => a[0]! - b[0]!);
}
