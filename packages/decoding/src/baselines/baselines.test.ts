import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBeam, decodeDiverseBeam } from './beam';
import type { Draft, Prompt } from '../drafts/draft';
import type { LanguageModel } from '../model/language-model';
import { decodeNucleus } from './nucleus';
import { dice, ScriptedModel, nextTokens, SeeingModel } from '../model/scripted-model.fixture';
import { scoreDrafts } from '../superposed/score-drafts';

const EOS = 0;
const PROMPT = [1, 2, 3, 4];
const WORDS = 8;
const use = { maxNewTokens: 5, eosIds: [EOS] };

function start(seed: number, contextLength?: number) {
  const model = new SeeingModel(dice(seed, WORDS), PROMPT, contextLength);
  const prompt: Prompt = { ids: PROMPT, next: model.afterPrompt() };
  return { model, prompt };
}

async function last(steps: AsyncIterable<readonly Draft[]>): Promise<readonly Draft[]> {
  let drafts: readonly Draft[] = [];
  for await (const step of steps) drafts = step;
  return drafts;
}

type Decode = (
  model: LanguageModel,
  prompt: Prompt,
  k: number,
  seed: number,
  signal?: AbortSignal,
) => AsyncGenerator<readonly Draft[], void, void>;

const DECODERS: Record<string, Decode> = {
  'nucleus, k passes': (model, prompt, k, seed, signal) =>
    decodeNucleus(model, prompt, { ...use, k, seed, topP: 0.9 }, signal),
  'nucleus, batched': (model, prompt, k, seed, signal) =>
    decodeNucleus(model, prompt, { ...use, k, seed, topP: 0.9, batched: true }, signal),
  beam: (model, prompt, k, _, signal) => decodeBeam(model, prompt, { ...use, k }, signal),
  'diverse beam': (model, prompt, k, _, signal) =>
    decodeDiverseBeam(model, prompt, { ...use, k, strength: 1 }, signal),
};

describe.each(Object.entries(DECODERS))('%s', (_, decode) => {
  it('makes up to k drafts of true scores, the same for a seed, and leaves the prompt in the cache', async () => {
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 5 }), async (seed, k) => {
      const { model, prompt } = start(seed);
      const drafts = await last(decode(model, prompt, k, seed));
      expect(model.cacheLength).toBe(PROMPT.length);
      expect(drafts).toHaveLength(k);
      expect(await last(decode(model, prompt, k, seed))).toEqual(drafts);
      const scores = await scoreDrafts(model, prompt, drafts);
      drafts.forEach(({ tokens, score, finished }, i) => {
        expect(score).toBeCloseTo(
          scores[i]!.reduce((sum, each) => sum + each, 0),
          3,
        );
        expect(finished).toBe(tokens.at(-1) === EOS);
        expect(tokens.slice(0, -1)).not.toContain(EOS);
        if (!finished) expect(tokens).toHaveLength(use.maxNewTokens);
      });
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('leaves the prompt in the cache when it is closed, aborted or broken', async () => {
    const { model, prompt } = start(3);
    for await (const drafts of decode(model, prompt, 3, 1)) {
      if (drafts[0]!.tokens.length === 2) break;
    }
    expect(model.cacheLength).toBe(4);
    const controller = new AbortController();
    const aborted = decode(model, prompt, 3, 1, controller.signal);
    await aborted.next();
    controller.abort(new Error('stale'));
    await expect(aborted.next()).rejects.toThrow('stale');
    const answer = model.forward.bind(model);
    model.forward = async (rows) => (await answer(rows)).slice(1);
    await expect(last(decode(model, prompt, 3, 1))).rejects.toThrow('distributions for');
    expect(model.cacheLength).toBe(4);
  });

  it('keeps to the context', async () => {
    const { model, prompt } = start(5, 6);
    await last(decode(model, prompt, 1, 1));
    for (const rows of model.passes) for (const { position } of rows) expect(position).toBeLessThan(6);
  });
});

describe('decodeNucleus', () => {
  it('makes the same drafts one after the other and batched', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const { model, prompt } = start(seed);
      const alone = await last(DECODERS['nucleus, k passes']!(model, prompt, 3, seed));
      model.passes.length = 0;
      expect(await last(DECODERS['nucleus, batched']!(model, prompt, 3, seed))).toEqual(alone);
      expect(model.passes.length).toBeLessThan(use.maxNewTokens);
    }
  });

  it('takes none but the likeliest tokens', async () => {
    const logits = [0.05, 0.5, 0.3, 0.15].map(Math.log);
    const prompt = { ids: PROMPT, next: nextTokens(logits) };
    const openings = async (topP: number, temperature?: number) => {
      const options = {
        k: 300,
        seed: 1,
        topP,
        maxNewTokens: 1,
        eosIds: [],
        ...(temperature && { temperature }),
      };
      const drafts = await last(decodeNucleus(new ScriptedModel([logits]), prompt, options));
      return drafts.map(({ tokens }) => tokens[0]!);
    };
    const share = (ids: readonly number[], id: number) =>
      ids.filter((each) => each === id).length / ids.length;
    const some = await openings(0.79);
    expect(new Set(some)).toEqual(new Set([1, 2]));
    expect(share(some, 1)).toBeCloseTo(0.5 / 0.8, 1);
    expect(new Set(await openings(1)).size).toBe(4);
    expect(share(await openings(1, 0.1), 1)).toBeGreaterThan(0.95);
    expect(share(await openings(0.4), 1)).toBe(1);
  });

  it('refuses settings that make no sense', async () => {
    const { model, prompt } = start(1);
    const run = (settings: object) =>
      last(decodeNucleus(model, prompt, { ...use, k: 1, seed: 1, topP: 0.9, ...settings }));
    await expect(run({ topP: 0 })).rejects.toThrow(RangeError);
    await expect(run({ temperature: 0 })).rejects.toThrow(RangeError);
  });
});

describe('decodeBeam', () => {
  /** Token 1 leads nowhere, 2 to a sure 3. */
  const model = () =>
    new SeeingModel((seen) => {
      const shares = { 4: [0.01, 0.5, 0.4, 0.09], 2: [0.01, 0.01, 0.01, 0.97] }[seen.at(-1)!.tokens[0]!];
      return (shares ?? [0.25, 0.25, 0.25, 0.25]).map(Math.log);
    }, PROMPT);

  it('finds what one step at a time would miss', async () => {
    const two = model();
    const options = { k: 2, maxNewTokens: 2, eosIds: [] };
    const [best] = await last(decodeBeam(two, { ids: PROMPT, next: two.afterPrompt() }, options));
    expect(best!.tokens).toEqual([2, 3]);
    expect(two.passes.map((rows) => rows.length)).toEqual([2]);
  });

  it('is exhaustive when it is wide enough', async () => {
    const { model: wide, prompt } = start(11, 1024);
    const options = { k: 64, maxNewTokens: 3, eosIds: [] };
    const [best] = await last(decodeBeam(wide, prompt, options));
    const all = Array.from({ length: WORDS ** 3 }, (_, i) => ({ tokens: [i & 7, (i >> 3) & 7, i >> 6] }));
    const scores = await scoreDrafts(start(11, 1024).model, prompt, all);
    const sums = scores.map((each) => each.reduce((sum, one) => sum + one, 0));
    expect(best!.score).toBeCloseTo(Math.max(...sums), 4);
  });

  it('stops once k drafts have ended and none that lives can win', async () => {
    const sure = new ScriptedModel([[9, 0, 0, 0]]);
    const prompt = { ids: PROMPT, next: nextTokens([0, 3, 3, 3]) };
    const drafts = await last(decodeBeam(sure, prompt, { ...use, k: 2 }));
    expect(drafts.map(({ finished }) => finished)).toEqual([true, true]);
    expect(sure.passes).toHaveLength(1);
  });
});

describe('decodeDiverseBeam', () => {
  it('opens with other words in each group, the stronger the more', async () => {
    const logits = [-9, 3, 2, 1, 0];
    const openings = async (strength: number) => {
      const prompt = { ids: PROMPT, next: nextTokens(logits) };
      const options = { k: 3, strength, maxNewTokens: 1, eosIds: [EOS] };
      const drafts = await last(decodeDiverseBeam(new ScriptedModel([logits]), prompt, options));
      return drafts.map(({ tokens }) => tokens[0]);
    };
    expect(await openings(1.5)).toEqual([1, 2]);
    expect(await openings(9)).toEqual([1, 2, 3]);
  });

  it('refuses more groups than beams', async () => {
    const { model, prompt } = start(1);
    const options = { ...use, k: 2, groups: 3, strength: 1 };
    await expect(last(decodeDiverseBeam(model, prompt, options))).rejects.toThrow('from 1 to k = 2');
  });
});
