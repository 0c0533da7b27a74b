import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Branches, superposedRows } from './branches';
import type { Draft, Prompt } from '../drafts/draft';
import { distinctOptions, type SuperposedOptions } from './options';
import { bigrams, dice, SeeingModel } from '../model/scripted-model.fixture';
import { decodeSuperposed } from './superposed';
import type { SuperposedState } from './superposed-step';

const EOS = 0;
const PROMPT = [1, 2, 3, 4];
const WORDS = 8;

const ngrams = bigrams({ 1: [0, 0, 0.2, 0.1], 4: [0, 0, 0.1, 0, 0.1], 5: [0.3, 0.1] });

const draft = (...tokens: number[]): Draft => ({ tokens, score: -1, finished: false });

async function run(seed: number, use: Partial<SuperposedOptions>, contextLength?: number) {
  const model = new SeeingModel(dice(seed, WORDS), PROMPT, contextLength);
  const prompt: Prompt = { ids: PROMPT, next: model.afterPrompt() };
  const options = { ...distinctOptions(3, { eosIds: [EOS] }), m: 6, maxNewTokens: 6, ...use };
  const states: SuperposedState[] = [];
  for await (const state of decodeSuperposed(model, ngrams, prompt, options)) states.push(state);
  const last = states.at(-1)!;
  return { model, states, drafts: [...last.alive, ...last.finished] };
}

describe('Branches', () => {
  it.each(['longer first', 'shorter first'])(
    'gives each of two openings that begin alike its answer: %s',
    (order) => {
      const drafts: Draft[] = [{ ...draft(5, 6), opening: 2 }, draft(5)];
      const rows = new Branches(4).rows(order === 'longer first' ? drafts : drafts.reverse(), 4, 4);
      const scored = rows.filter((row) => row.scored).map(({ tokens, position }) => [...tokens, position]);
      const wanted = [
        [6, 5],
        [5, 4],
      ];
      expect(scored).toEqual(order === 'longer first' ? wanted : wanted.reverse());
    },
  );

  it('gives each draft a row that sees the prompt and its own rows', () => {
    const branches = new Branches(4);
    expect(branches.rows([draft(5), draft(6)], 4, 4)).toEqual([
      { tokens: [5], position: 4, sees: [[0, 4]], scored: true },
      { tokens: [6], position: 4, sees: [[0, 4]], scored: true },
    ]);
    const [five, six] = branches.rows([draft(5, 7), draft(6, 7)], 4, 6);
    expect(five).toMatchObject({ tokens: [7], position: 5 });
    expect(five!.sees).toEqual([
      [0, 4],
      [4, 5],
    ]);
    expect(six!.sees).toEqual([
      [0, 4],
      [5, 6],
    ]);
  });
});

it('superposedRows weighs each place by the scores of the whole drafts', () => {
  const drafts = [
    { ...draft(5, 7, 7), score: Math.log(0.3) },
    { ...draft(6, 7, 8), score: Math.log(0.1) },
  ];
  const rows = superposedRows(drafts, 4, 1);
  expect(rows.map(({ tokens, position, scored }) => [tokens, position, scored])).toEqual([
    [[5, 6], 4, false],
    [[7], 5, false],
    [[7, 8], 6, true],
  ]);
  expect(rows[0]!.weights![0]).toBeCloseTo(0.75, 9);
  expect(rows[1]!.weights).toEqual([1]);
  expect(rows[2]!.weights![1]).toBeCloseTo(0.25, 9);
});

describe("decodeSuperposed with follow: 'best'", () => {
  const follow = { follow: 'best', branchSteps: 2, eosIds: [] } as const;

  it('goes on with the best draft on keys and values of its own', async () => {
    const { model, states, drafts } = await run(1, follow);
    expect(model.passes.map((rows) => rows.length)).toEqual([3, 3, 1, 1, 1]);
    const { alive, followed } = states[2]!;
    const best = alive[followed!]!;
    expect(Math.max(...alive.map(({ score }) => score))).toBe(best.score);
    expect(states.at(-1)!.superposition.weights).toEqual([1]);
    const row = model.passes[2]![0]!;
    expect(row).toMatchObject({ tokens: best.tokens.slice(-1), position: 6, scored: true });
    // The prompt, and two rows of its own.
    expect(row.sees!.reduce((sum, [start, end]) => sum + end - start, 0)).toBe(6);
    expect(drafts.map(({ logProbs }) => logProbs!.length).sort()).toEqual([3, 3, 6]);
  });

  it('scores it as if it were alone', async () => {
    const { drafts } = await run(1, follow);
    const { drafts: separate } = await run(1, { branchSteps: 5, eosIds: [] });
    const whole = drafts.find(({ logProbs }) => logProbs!.length === 6)!;
    expect(separate.map(({ tokens }) => tokens.join())).toContain(whole.tokens.join());
  });

  it('takes up the next best where it ends, with all rows that it lacks', async () => {
    let ends = '';
    const stops = ({ tokens }: Draft): boolean =>
      tokens.length === 4 && (ends ||= tokens.join()) === tokens.join();
    const one = await run(1, follow);
    ends = one.states[3]!.alive[one.states[3]!.followed!]!.tokens.join();
    const { model, states } = await run(1, { ...follow, stops });
    expect(states[3]!.alive).toHaveLength(2);
    expect(model.passes.map((rows) => rows.length)).toEqual([3, 3, 1, 2, 1]);
    expect(model.passes[3]!.map(({ position, scored }) => [position, scored])).toEqual([
      [6, false],
      [7, true],
    ]);
  });

  it('runs the opening too where nothing branches', async () => {
    const { model } = await run(1, { ...follow, branchSteps: 0 });
    expect(model.passes.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('decodeSuperposed with branch steps', () => {
  it('runs a row a draft for as many steps, then all as one row over a prompt rebuilt with it', async () => {
    const { model, states } = await run(1, { branchSteps: 2, eosIds: [] });
    expect(model.passes.map((rows) => rows.map(({ position }) => position))).toEqual([
      [4, 4, 4],
      [5, 5, 5],
      [4, 5, 6],
      [7],
      [8],
    ]);
    const rebuilt = model.passes[2]!;
    expect(rebuilt.map(({ sees, scored }) => [sees, scored])).toEqual([
      [undefined, false],
      [undefined, false],
      [undefined, true],
    ]);
    expect(rebuilt[2]).toMatchObject(states[2]!.superposition);
    // They stand where the branches stood: nothing of those is left.
    expect(model.lengths).toEqual([4, 7, 4, 7, 8]);
  });

  it('is k separate runs where every step is branched', async () => {
    const run1 = async (seed: number, opening: number) => {
      const firstWordKey = (id: number) => (id === opening ? 'only' : '');
      return (await run(seed, { k: 1, firstWordKey })).drafts[0]!;
    };
    for (let seed = 0; seed < 40; seed++) {
      const { drafts } = await run(seed, { branchSteps: 5 });
      expect(drafts).toHaveLength(3);
      for (const each of drafts) {
        const alone = await run1(seed, each.tokens[0]!);
        expect(each.tokens).toEqual(alone.tokens);
        expect(each.score).toBeCloseTo(alone.score, 9);
      }
    }
  });

  it('branches less where the cache has no room', async () => {
    const { model } = await run(1, { branchSteps: 5, eosIds: [] }, 12);
    // 4 of the prompt and 2 × 3 are 10; a third branched step would make 13.
    expect(model.passes.map((rows) => rows.length)).toEqual([3, 3, 3, 1, 1]);
  });

  it('refuses a model that leaves out a row', async () => {
    const model = new SeeingModel(dice(1, WORDS), PROMPT);
    const answer = model.forward.bind(model);
    model.forward = async (rows) => (await answer(rows)).slice(1);
    const prompt = { ids: PROMPT, next: model.afterPrompt() };
    const states = decodeSuperposed(model, null, prompt, distinctOptions(3, { eosIds: [], branchSteps: 1 }));
    await states.next();
    await expect(states.next()).rejects.toThrow('2 distributions for 3 scored rows');
    expect(model.cacheLength).toBe(4);
  });

  it('keeps what every step has to keep', async () => {
    const property = fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 7 }),
      async (seed, k, branchSteps) => {
        const { model, states, drafts } = await run(seed, { k, branchSteps });
        expect(model.cacheLength).toBe(PROMPT.length);
        expect(drafts).toHaveLength(k);
        expect(new Set(drafts.map(({ tokens }) => tokens[0])).size).toBe(k);
        states.forEach(({ alive, superposition }, step) => {
          for (const { tokens } of alive) expect(tokens).toHaveLength(step + 1);
          const total = superposition.weights.reduce((sum, weight) => sum + weight, 0);
          if (alive.length > 0) expect(total).toBeCloseTo(1, 6);
        });
        model.passes.forEach((rows, step) => {
          const position = PROMPT.length + step;
          const { alive } = states[step]!;
          if (step === branchSteps) expect(rows).toHaveLength(step + 1);
          if (step > branchSteps) expect(rows).toHaveLength(1);
          if (step >= branchSteps) {
            for (const { sees } of rows) expect(sees).toBeUndefined();
            expect(rows.at(-1)).toEqual({ ...states[step]!.superposition, position, scored: true });
            return;
          }
          // Every row sees its own draft's tokens after the prompt, whatever has ended meanwhile.
          const seen = rows.map((row) => model.seen(row).map(({ tokens: [id] }) => id));
          expect(seen).toEqual(alive.map(({ tokens }) => [...PROMPT, ...tokens]));
          for (const row of rows) expect(row.position).toBe(position);
        });
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});
