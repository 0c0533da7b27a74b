import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command, OptionValues } from '../command';
import type { JsonRecord } from '../records';
import { logits } from './logits';
import { perplexity } from './perplexity';
import { suggest, type Suggestion } from './suggest';
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

const backends: [OptionValues][] = [
  [{ backend: 'native' }],
  [{ backend: 'native', graph: 'int8' }],
  [{ backend: 'wasm' }],
];

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

describe('suggest', () => {
  const text = 'The cat is on the ';

  it('gives at most k drafts, the best first, and the time', async () => {
    const records = [{ text }, { text, k: 1 }];
    const [three, one] = await outputs<Suggestion>(suggest, records, { 'no-ngrams': true });
    expect(three!.drafts.length).toBeGreaterThan(1);
    expect(three!.drafts.length).toBeLessThanOrEqual(3);
    expect(one!.drafts).toHaveLength(1);
    expect(three!.milliseconds).toBeGreaterThan(0);
    for (const { text: draft, confidence } of three!.drafts) {
      expect(draft).not.toBe('');
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it.each([0, 11, 1.5, '3'])('refuses k = %j', async (k) => {
    await expect(outputs(suggest, [{ text, k }], { 'no-ngrams': true })).rejects.toThrow(
      '"k" is a whole number',
    );
  });

  it('makes a row of a table for each draft', () => {
    const drafts = [
      { text: ' mat', confidence: 0.51234 },
      { text: ' sofa', confidence: 0.25 },
    ];
    expect(suggest.rows?.({ drafts, milliseconds: 12.6 }, { text }, 0)).toEqual([
      { text, draft: ' mat', confidence: 0.512, ms: 13 },
      { text: '', draft: ' sofa', confidence: 0.25, ms: '' },
    ]);
  });
});

it('names a model file that is not there', async () => {
  vi.stubEnv('SUPERPOSED_GGUF', 'missing.gguf');
  await expect(outputs(tokenize, [])).rejects.toThrow(/Can't read the model: .*missing\.gguf/);
  vi.stubEnv('SUPERPOSED_GGUF', TINY);
});
