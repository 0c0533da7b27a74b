import type { ForwardOptions, LanguageModel, NextTokens, Row } from '@superposed/decoding';
import { afterEach, describe, expect, it } from 'vitest';
import { parseGguf } from '../architectures/model';
import { createNodeModel } from '../devices/node';
import type { TensorType } from '../gguf/block-types';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';
import { Shortlist } from './head-octets';

describe('Shortlist', () => {
  const ids = Array.from({ length: 80 }, (_, id) => id);

  it('has the octets of its tokens and of those that are named, ascending, in fours', () => {
    const { list, placeOf } = new Shortlist(ids, 1000).with([999, 801, 800, 3])!;
    expect([...list]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 124]);
    expect([0, 79, 800, 999].map(placeOf)).toEqual([0, 79, 80, 95]);
    const alone = new Shortlist(ids, 1000).with([])!;
    expect([...alone.list.subarray(8)]).toEqual([8, 9, -1, -1]);
  });

  it('is all tokens where these are few, or too few are listed to choose from', () => {
    expect(new Shortlist(ids, 90).with([])).toBeNull();
    expect(new Shortlist([1, 2], 1000).with([])).toBeNull();
  });
});

const opened: LanguageModel[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((model) => model.dispose()));
});

const VOCABULARY = 1021;
const SHORTLIST = Array.from({ length: 200 }, (_, id) => id + 16);
const NAMED = [700, 1020];
const known = (id: number): boolean =>
  [...SHORTLIST, ...NAMED].some((each) => each >> 3 === id >> 3) && id < VOCABULARY;

async function modelOf(type: TensorType, shortlist?: readonly number[], threads = 1): Promise<LanguageModel> {
  const gguf = parseGguf(tinyGguf({ vocabularySize: VOCABULARY, type }));
  const model = await createNodeModel(gguf, {
    backend: 'wasm',
    threads,
    capacity: 64,
    ...(shortlist && { shortlist }),
  });
  opened.push(model);
  return model;
}

const EVERY = Array.from({ length: VOCABULARY }, (_, id) => id);
const rowsFor = (targets: readonly number[]): Row[] =>
  [5, 6, 7].map((id) => ({ tokens: [id], position: 0, sees: [], scored: true, targets }));

async function ask(model: LanguageModel, rows: Row[], options?: ForwardOptions): Promise<NextTokens[]> {
  const next = await model.forward(rows, options);
  model.truncate(0);
  return next;
}

describe('a short head on the kernels', () => {
  it.each(['Q4_1', 'Q8_0', 'F16'] as const)(
    'has the logits of the full one, among the tokens that it knows (%s)',
    async (type) => {
      const all = await ask(await modelOf(type), rowsFor(EVERY));
      const short = await ask(await modelOf(type, SHORTLIST), rowsFor([16, 1019]), {
        head: 'short',
        named: NAMED,
      });
      short.forEach(({ ids, logits, logPartition, targetLogits }, r) => {
        const of = all[r]!.targetLogits!;
        const best = EVERY.filter(known).sort((a, b) => of[b]! - of[a]! || a - b);
        expect([...ids]).toEqual(best.slice(0, 64));
        expect([...logits]).toEqual(best.slice(0, 64).map((id) => of[id]!));
        expect([...targetLogits!]).toEqual([of[16], of[1019]]);
        const sum = best.reduce((total, id) => total + Math.exp(of[id]! - of[best[0]!]!), 0);
        expect(logPartition).toBeCloseTo(of[best[0]!]! + Math.log(sum), 4);
      });
    },
  );

  it('is the same with helper threads, and full again where a pass does not say', async () => {
    const [alone, team] = [await modelOf('Q4_1', SHORTLIST), await modelOf('Q4_1', SHORTLIST, 3)];
    const options = { head: 'short', named: NAMED } as const;
    expect(await ask(team, rowsFor([3]), options)).toEqual(await ask(alone, rowsFor([3]), options));
    expect(await ask(alone, rowsFor([3]))).toEqual(await ask(await modelOf('Q4_1'), rowsFor([3])));
  });

  it('is the full one for a model without a shortlist', async () => {
    const model = await modelOf('Q4_1');
    expect(await ask(model, rowsFor([3]), { head: 'short' })).toEqual(await ask(model, rowsFor([3])));
  });

  it('refuses tokens that there are not', async () => {
    const model = await modelOf('Q4_1', SHORTLIST);
    const asked = ask(model, rowsFor([]), { head: 'short', named: [VOCABULARY] });
    await expect(asked).rejects.toThrow('Token 1021 is named; there are 0 … 1020.');
  });
});
