import type { NextTokens } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { ScriptedModel, smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { decodeDrafts, decodingOptions, scoredDrafts } from './decode';
import { planDrafts } from './plan';
import { PrefixCache } from './prefix-cache';
import type { HealedPrompt } from './token-healing';

const tokenizer = createTokenizer(smallVocabulary([' a', ' b', ' c', ' d', '.']));
const SCRIPT = { I: [' a', ' b', ' c'], ' a': [' d'], ' b': [' a'], ' c': [' d'], ' d': ['.'] };
const NEVER = new AbortController().signal;
const textOf = ({ tokens }: { readonly tokens: readonly number[] }) => tokenizer.decode(tokens);

async function read() {
  const model = new ScriptedModel(tokenizer, SCRIPT);
  const ids = tokenizer.encode('I');
  const [next] = await new PrefixCache(model).read(ids, [{ length: 1, targets: [] }], NEVER);
  const prompt: HealedPrompt = { ids, next: next!, typed: '' };
  return { parts: { model, tokenizer, ngrams: null }, model, prompt };
}

describe('the decoder’s settings', () => {
  const next: NextTokens = { ids: Int32Array.of(1), logits: Float32Array.of(0), logPartition: 0 };

  it('are those of the plan', () => {
    const plan = planDrafts({ k: 2, branchSteps: 3 }, '');
    expect(decodingOptions(plan, next, tokenizer)).toMatchObject({
      k: 2,
      maxNewTokens: 11,
      branchSteps: 3,
      openings: 'distinct',
      closedOpenings: false,
    });
  });

  it('close the openings of a word that is typed in part', () => {
    expect(decodingOptions(planDrafts({}, ' wo'), next, tokenizer).closedOpenings).toBe(true);
  });

  it('end drafts with their sentence, but not those of the paper', () => {
    const draft = { tokens: tokenizer.encode(' aaaaa.'), score: 0, finished: false };
    expect(decodingOptions(planDrafts({}, ''), next, tokenizer).stops?.(draft)).toBe(true);
    const paper = decodingOptions(planDrafts({ openings: 'paper' }, ''), next, tokenizer);
    expect(paper.openings).toBe('paper');
    expect(paper.stops).toBeUndefined();
  });
});

describe('decoding', () => {
  it('grows the drafts step by step and says which step is the last', async () => {
    const { parts, model, prompt } = await read();
    const options = decodingOptions(planDrafts({ k: 2, maxTokens: 2 }, ''), prompt.next, tokenizer);
    const steps: [string[], boolean][] = [];
    for await (const { drafts, last } of decodeDrafts(parts, prompt, options, NEVER))
      steps.push([drafts.map(textOf), last]);
    expect(steps.map(([drafts]) => drafts[0]!.length)).toEqual([2, 4, expect.any(Number)]);
    expect(steps.map(([, last]) => last)).toEqual([false, false, true]);
    expect(model.cachedText).toBe('I');
  });

  it('scores what no row of a draft’s own has told, where there is room', async () => {
    const { parts, model, prompt } = await read();
    const tokens = [' a', ' d'].map((text) => tokenizer.pieces.indexOf(text.replace(' ', 'Ġ')));
    const drafts = [{ tokens, score: -1, finished: false, logProbs: [-0.5] }];
    const passes = model.passes.length;
    const plan = planDrafts({}, '');
    const none = await scoredDrafts(parts, prompt, drafts, { ...plan, scoringRows: 0 }, NEVER);
    expect(none).toBe(drafts);
    expect(model.passes).toHaveLength(passes);
    const [scored] = await scoredDrafts(parts, prompt, drafts, { ...plan, scoringRows: 1 }, NEVER);
    // The opening keeps what its own row said.
    expect(scored!.logProbs).toEqual([-0.5, expect.closeTo(0, 6)]);
    const whole = [scored!];
    expect(await scoredDrafts(parts, prompt, whole, plan, NEVER)).toBe(whole);
  });
});
