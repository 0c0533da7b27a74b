import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command, JsonRecord, OptionValues } from 'superposed';
import { calibrate } from './calibrate';
import { logits } from './logits';
import { perplexity } from './perplexity';
import { quality } from './quality';
import { shown } from './shown';
import { tokenize } from './tokenize';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
beforeAll(() => void vi.stubEnv('SUPERPOSED_GGUF', TINY));
afterAll(() => void vi.unstubAllEnvs());

async function outputs<T>(command: Command, records: JsonRecord[], options: OptionValues = {}): Promise<T[]> {
  const list: object[] = [];
  for await (const result of command.run(records, options)) list.push(result);
  return list as T[];
}

interface TopTokens {
  top_ids: number[];
  top_logits: number[];
}

const backends: [OptionValues][] = [[{ backend: 'native' }], [{ backend: 'wasm' }]];

describe('tokenize', () => {
  it('gives the ids of each text; nothing typed is a special token', async () => {
    const [empty, marker] = await outputs<{ ids: number[] }>(tokenize, [
      { text: '' },
      { text: '<|im_start|>' },
    ]);
    expect(empty).toEqual({ ids: [] });
    expect(marker!.ids.length).toBeGreaterThan(3);
  });

  it('wants texts', async () => {
    await expect(outputs(tokenize, [{ ids: [1] }])).rejects.toThrow('needs "text"');
  });
});

describe('logits', () => {
  it.each(backends)('gives the 20 best tokens, best first, with %j', async (options) => {
    const prompts = [{ ids: [504, 253] }, { ids: [260] }, { ids: [504, 253] }];
    const results = await outputs<TopTokens>(logits, prompts, options);
    for (const { top_ids, top_logits } of results) {
      expect(new Set(top_ids).size).toBe(20);
      expect(top_logits).toEqual([...top_logits].sort((a, b) => b - a));
    }
    // Prompts don't see each other.
    expect(results[2]).toEqual(results[0]);
    expect(results[1]).not.toEqual(results[0]);
  });

  it('wants a prompt', async () => {
    await expect(outputs(logits, [{ ids: [] }])).rejects.toThrow('at least one token id');
  });

  it('refuses a token that the model does not have', async () => {
    await expect(outputs(logits, [{ ids: [1e6] }])).rejects.toThrow(RangeError);
  });

  it('refuses other backends', async () => {
    await expect(outputs(logits, [{ ids: [1] }], { backend: 'gpu' })).rejects.toThrow('--backend is one of');
  });
});

describe('perplexity', () => {
  const long = { text: 'a b c d '.repeat(20) };

  it('counts 48 tokens of each text that is long enough', async () => {
    const [result] = await outputs<Record<string, number>>(perplexity, [{ text: 'too short' }, long, long]);
    expect(result).toMatchObject({ paragraphs: 2, tokens: 96 });
    expect(result!['perplexity']).toBeCloseTo(Math.exp(result!['nll_per_token']!), 9);
    expect(result!['perplexity']).toBeGreaterThan(1);
  });

  it('takes the first 200 texts', async () => {
    const [result] = await outputs(
      perplexity,
      Array.from({ length: 203 }, () => long),
    );
    expect(result).toMatchObject({ paragraphs: 200, tokens: 9600 });
  });

  it('says so when no text is long enough', async () => {
    await expect(outputs(perplexity, [{ text: 'short' }])).rejects.toThrow('No text has 64 tokens');
  });
});

describe('quality', () => {
  const records = [
    'a b c d e f g h',
    'too short',
    'one two three four five six',
    'not looked at, as the limit is two',
  ];
  const texts = records.map((text) => ({ text }));
  const small = { 'no-ngrams': true, 'prompt-tokens': '3', tokens: '3', limit: '2' };
  type Figures = Record<string, unknown>;

  it('measures each decoder on the first texts that are long enough', async () => {
    const results = await outputs<Figures>(quality, texts, small);
    expect(results.map(({ decoder, k, prompts }) => [decoder, k, prompts])).toEqual([
      ['superposed', 3, 2],
      ['paper', 3, 2],
      ['separate', 3, 2],
      ['greedy', 1, 2],
      ['nucleus', 3, 2],
      ['nucleus-batched', 3, 2],
      ['beam', 3, 2],
      ['diverse-beam', 3, 2],
      ['product', 3, 2],
      ['ngrams', 3, 2],
    ]);
    const of = (name: string) => results.find(({ decoder }) => decoder === name)!;
    expect(of('superposed')).toMatchObject({
      openings: 'distinct',
      branch_steps: 0,
      distinct_first_words: 3,
    });
    for (const { perplexity_by_draft: each } of results)
      for (const perplexity of each as number[]) expect(perplexity).not.toBeLessThan(1);
    expect(of('product')).toMatchObject({ branch_steps: 'auto' });
    expect(of('ngrams')).toMatchObject({ shown: 0, rows: 0, matched: { of_k: 0 } });
    expect(of('greedy')).not.toHaveProperty('openings');
    expect(of('superposed')).toMatchObject({ matched_more: { mean: 0 }, passes: 2, rows: 2 });
    expect(of('separate')).toMatchObject({ passes: 2, rows: 6 });
    expect(of('nucleus')['passes']).toBeGreaterThan(of('nucleus-batched')['passes'] as number);
    expect(of('nucleus')['matched']).toEqual(of('nucleus-batched')['matched']);
  });

  it('opens with the likeliest token, so greedy is what one draft of the model alone is', async () => {
    const decoder = 'superposed,greedy';
    const [one, greedy] = await outputs<Figures>(quality, texts, { ...small, k: '1', decoder });
    expect(one!['perplexity_by_draft']).toEqual(greedy!['perplexity_by_draft']);
  });

  it.each([
    [{ openings: 'distinct', 'branch-steps': '2' }, { branch_steps: 2 }],
    [{ openings: 'paper' }, { openings: 'paper' }],
    [{ set: 'gammaExponent=1000', sample: '1', limit: undefined, half: 'all' }, { prompts: 1 }],
  ])('takes %j, and gives the same each time', async (how, said) => {
    const run = () =>
      outputs<Figures>(quality, texts, { ...small, ...how, decoder: 'superposed,batched,product' });
    const [first, second] = [await run(), await run()];
    expect(first[0]).toMatchObject(said);
    expect(first.map((each) => ({ ...each, milliseconds: 0 }))).toEqual(
      second.map((each) => ({ ...each, milliseconds: 0 })),
    );
  });

  it('types passages with the product', async () => {
    const [result] = await outputs<Figures>(
      quality,
      [{ text: 'the cat and the dog and the cow '.repeat(7), kind: 'general' }],
      { ...small, decoder: 'product', typing: '1', tokens: '2' },
    );
    const [only] = result!['typing'] as Record<string, number>[];
    expect(only).toMatchObject({ kind: 'general', passages: 1 });
    expect(only!['characters']).toBeGreaterThanOrEqual(200);
    expect(only!['keystrokes']).toBeLessThanOrEqual(only!['characters']!);
  });

  it.each([
    [{ decoder: 'psychic' }, '--decoder is one of superposed, paper'],
    [{ k: 'many' }, '--k is a whole number of at least 1'],
    [{ 'branch-steps': '-1' }, '--branch-steps is a whole number of at least 0'],
    [{ openings: 'paper', 'branch-steps': '1' }, "needs openings: 'distinct'"],
    [{ tokens: '900' }, 'No text has 903 tokens'],
    [{ set: 'alpha' }, '--set is name=number'],
    [{ set: 'eosIds=3' }, '--set is name=number'],
    [{ threshold: '2' }, '--threshold is a number from 0 to 1'],
    [{ half: 'both' }, '--half is one of all, tune, report'],
    [{ trim: '-7' }, '--trim is four numbers below 0'],
    [{ 'row-costs': '1,2' }, '--row-costs is three numbers above 0'],
  ])('refuses %j', async (how, message) => {
    await expect(outputs(quality, texts, { ...small, ...how })).rejects.toThrow(message);
  });

  it('makes a row of a table for each decoder', () => {
    const best = { of_1: 3.14159, of_1_interval: [2, 4], of_k: 4.2, of_k_interval: [3.123, 5], of: [3, 4.2] };
    const result = {
      decoder: 'superposed',
      branch_steps: 2,
      perplexity_by_draft: [5.81, 7.64],
      perplexity_best: 5.5,
      perplexity_geometric: 6.04,
      first_token_right: { of_1: 0.261, of_k: 0.5 },
      first_word_right: { of_1: 0.2, of_k: 0.4 },
      matched: best,
      distinct_first_words: 2,
      bigram_overlap: 0.123,
      rows: 18,
      passes: 9,
      milliseconds: 99.6,
      typing: [{ saved: 0.251, precision: 0.31 }],
    };
    expect(quality.rows?.(result, undefined, 0)).toEqual([
      {
        decoder: 'superposed 2',
        'perplexity by draft': '5.81 / 7.64',
        best: '5.5',
        'geo. mean': '6.04',
        'first token right in 1 / k': '0.261 / 0.5',
        'first word': '0.2 / 0.4',
        'matched 1 / k': '3.14 / 4.2',
        'k: 95% interval': '3.12 … 5',
        'first words': '2',
        overlap: '0.123',
        'rows / passes': '18 / 9',
        ms: 100,
        'keys saved': '0.251 at 0.31',
      },
    ]);
  });
});

describe('calibrate', () => {
  it('fits the confidence on one half and reports it on the other', async () => {
    const words = 'the cat and the dog and the cow went home again because it had begun to rain';
    const texts = Array.from({ length: 12 }, (_, i) => ({ text: `${i} ${words}. ${words}` }));
    const [result] = await outputs<Record<string, unknown>>(calibrate, texts, { 'no-ngrams': true, k: '2' });
    const { fitted_on: fitted, reported_on: reported, presets, bins } = result!;
    expect(fitted).toBeGreaterThan(0);
    expect(reported).toBeGreaterThan(0);
    expect(Object.keys((presets as { confidence: object }).confidence)).toEqual([
      'intercept',
      'score',
      'model',
      'rank',
      'typed',
      'sure',
    ]);
    expect(calibrate.rows!(result!, undefined, 0)).toHaveLength((bins as unknown[]).length);
  });
});

it('names a model file that is not there', async () => {
  vi.stubEnv('SUPERPOSED_GGUF', 'missing.gguf');
  await expect(outputs(tokenize, [])).rejects.toThrow(/Can't read the model: .*missing\.gguf/);
  vi.stubEnv('SUPERPOSED_GGUF', TINY);
});

describe('shown', () => {
  const records = [
    { kind: 'chat', text: 'One two three four five six seven eight', context: 'Zero?' },
    {
      context: { beforeCursor: 'I will ', afterCursor: 'now' },
      expected: { kind: 'suppress', allowedReasons: [] },
      split: 'dev',
    },
  ];

  it('has figures by kind and of all', async () => {
    const figures = await outputs<{ kind: string; carets: number }>(shown, records, {
      words: '2',
      'no-ngrams': true,
    });
    expect(figures.map(({ kind, carets }) => [kind, carets]).sort()).toEqual([
      ['all', 2],
      ['chat', 1],
      ['suppress mid-line', 1],
    ]);
    expect(shown.rows!(figures[0]!, undefined, 0)).toHaveLength(9);
  });

  it('looks at a split, and refuses what has no caret', async () => {
    const some = await outputs<{ kind: string }>(shown, records, { split: 'dev', 'no-ngrams': true });
    expect(some.map(({ kind }) => kind)).toEqual(['suppress mid-line']);
    await expect(outputs(shown, [{ text: 'short' }])).rejects.toThrow('No record has a caret');
  });
});
