import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alarm } from '@superposed/engine';
import type { JsonRecord } from 'superposed';
import { alarm } from './alarm';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
beforeAll(() => void vi.stubEnv('SUPERPOSED_GGUF', TINY));
afterAll(() => void vi.unstubAllEnvs());

interface Result {
  readonly fitted_on: number;
  readonly presets: { readonly alarm: Alarm };
  readonly found: readonly { readonly lost: number; readonly least: number; readonly share: number }[];
}

async function fitted(records: JsonRecord[]): Promise<Result> {
  for await (const result of alarm.run(records, { tokens: '20' })) return result as Result;
  throw new Error('no result');
}

const texts = (harm: boolean, held: boolean, words: string): JsonRecord[] =>
  words.split(' ').map((word) => {
    const text = harm ? `I will hit ${word} now` : `We will meet ${word} now`;
    return { text, harm, held, from: 7 };
  });

describe('alarm', () => {
  it('fits weights on the logits of tokens, and tells what they find elsewhere', async () => {
    const words = 'him her them you me';
    const { fitted_on, presets, found } = await fitted([
      ...texts(true, false, words),
      ...texts(false, false, words),
      ...texts(true, true, 'Jim Ann'),
      ...texts(false, true, 'Jim Ann'),
    ]);
    expect(fitted_on).toBeGreaterThan(10);
    const { tokens, weights, silent, wary } = presets.alarm;
    expect(weights.length).toBe(tokens.length);
    expect(weights.every(Number.isFinite)).toBe(true);
    expect(wary).toBeLessThanOrEqual(silent);
    expect(found.map(({ lost }) => lost)).toEqual([0.002, 0.005, 0.01, 0.02]);
    for (const { share } of found) expect(share).toBeGreaterThanOrEqual(0);
  });

  it('wants to know which texts are harmful', async () => {
    await expect(fitted([{ text: 'We meet' }])).rejects.toThrow('needs "harm": true or false');
  });
});
