import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countOrders, Steps } from './count';
import { askSql, type Pruning } from './counting-sql';
import { duckDbEngine } from './engine';
import { rowsIn, useFolder, windowsIn } from '../testing.fixture';

const path = useFolder();
const engine = duckDbEngine({ memory: 300e6, threads: 2 });
const all: Pruning = { minimum: 1, rareShare: 9 };

/** Rows [t1 … tn, seen, total] of the kept n-grams of each order. */
async function kept(name: string, documents: number[][], pruning: Pruning[]): Promise<number[][][]> {
  await windowsIn(path(`${name}-windows`), documents, pruning.length + 1);
  const steps = new Steps(engine, path(name), () => {});
  const orders = await countOrders(steps, path(`${name}-windows`), pruning);
  return Promise.all(orders.map(({ kept: folder }) => rowsIn(folder)));
}

const times = <T>(count: number, ...items: T[]): T[] => Array.from({ length: count }, () => items).flat();

describe('counting', () => {
  it('counts within documents', async () => {
    const documents = [[1, 2, 1, 2, 3], [2, 3], [7], []];
    expect(await kept('within', documents, [all, all])).toEqual([
      [
        [1, 2, 2, 2],
        [2, 1, 1, 3],
        [2, 3, 2, 3],
      ],
      [
        [1, 2, 1, 1, 2],
        [1, 2, 3, 1, 2],
        [2, 1, 2, 1, 1],
      ],
    ]);
  });

  it('prunes by count, but takes totals before it', async () => {
    const documents = [...times(3, [1, 2]), [1, 3]];
    expect(await kept('pruned', documents, [{ minimum: 2, rareShare: 9 }])).toEqual([[[1, 2, 3, 4]]]);
  });

  it('keeps rare n-grams that are most of what their context says, if they were seen twice', async () => {
    const documents = [...times(2, [5, 6]), [7, 8], ...times(9, [1, 2]), ...times(2, [1, 3])];
    expect(await kept('rare', documents, [{ minimum: 3, rareShare: 0.5 }])).toEqual([
      [
        [1, 2, 9, 11],
        [5, 6, 2, 2],
      ],
    ]);
  });

  it('keeps an n-gram only with its suffix and its context', async () => {
    const documents = [
      [1, 2, 3],
      [4, 2, 3],
      [1, 2, 5],
    ];
    // (4, 2) and (2, 5) are gone.
    expect(await kept('closed', documents, [{ minimum: 2, rareShare: 9 }, all])).toEqual([
      [
        [1, 2, 2, 2],
        [2, 3, 2, 3],
      ],
      [[1, 2, 3, 1, 2]],
    ]);
  });

  it('agrees with counting by hand', async () => {
    const documents = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: i % 11 }, (_, j) => (i * i + 3 * j * (j + i)) % 7),
    );
    const expected = [2, 3, 4].map((order) => {
      const counts = new Map<string, number>();
      const totals = new Map<string, number>();
      const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
      for (const ids of documents) {
        for (let at = 0; at + order <= ids.length; at++) {
          add(counts, ids.slice(at, at + order).join());
          add(totals, ids.slice(at, at + order - 1).join());
        }
      }
      return Array.from(counts, ([ngram, seen]) => {
        const ids = ngram.split(',').map(Number);
        return [...ids, seen, totals.get(ids.slice(0, -1).join())!];
      }).sort((a, b) => a.reduce((sign, value, i) => sign || value - b[i]!, 0));
    });
    expect(await kept('by-hand', documents, [all, all, all])).toEqual(expected);
  });

  it('is asked about n-grams of another text, those too that only their context was seen of', async () => {
    await windowsIn(path('ask-windows'), [...times(3, [1, 2]), [1, 3]], 2);
    await windowsIn(path('ask-other'), [[1, 2], [1, 9], [8, 2], times(2, 1, 2)], 2);
    const steps = new Steps(engine, path('ask'), () => {});
    const [order] = await countOrders(steps, path('ask-windows'), [{ minimum: 9, rareShare: 9 }]);
    const views = { windows: path('ask-other'), counts: order!.counts };
    expect(await rowsIn(await steps.run('asking', askSql(2), views))).toEqual([
      [1, 2, 3, 4],
      [1, 9, 0, 4],
    ]);
  });
});

describe('Steps', () => {
  it('goes on after what is there, and clears what was left half done', async () => {
    await windowsIn(path('again-windows'), [[1, 2, 3]], 3);
    const ran: string[] = [];
    const steps = new Steps(
      {
        async save(select, views, folder) {
          ran.push(select);
          await engine.save(select, views, folder);
        },
      },
      path('again'),
      () => {},
    );
    const views = { windows: path('again-windows') };
    const first = await steps.run('one step', 'SELECT t1 FROM windows', views);
    expect(await steps.run('one step', 'SELECT t1 FROM windows', views)).toBe(first);
    expect(ran).toHaveLength(1);
    // Another SELECT is another result; what an interrupted run left of it does not count.
    const other = await steps.run('one step', 'SELECT t2 FROM windows', views);
    await mkdir(`${other}.partial`);
    await writeFile(join(`${other}.partial`, 'part-0.parquet'), 'half');
    expect(other).not.toBe(first);
    const elsewhere = new Steps(engine, path('elsewhere'), () => {});
    await mkdir(`${other.replace('again', 'elsewhere')}.partial`, { recursive: true });
    await writeFile(join(`${other.replace('again', 'elsewhere')}.partial`, 'part-9.parquet'), 'half');
    const made = await elsewhere.run('one step', 'SELECT t2 FROM windows', views);
    expect(await readdir(made)).toEqual(['part-0.parquet']);
  });

  it('leaves no result behind when the engine fails', async () => {
    const steps = new Steps(engine, path('failed'), () => {});
    await expect(steps.run('bad', 'SELECT nothing FROM nowhere', {})).rejects.toThrow(/nowhere/);
    expect((await readdir(path('failed'))).filter((name) => !name.endsWith('.partial'))).toEqual([]);
  });
});
