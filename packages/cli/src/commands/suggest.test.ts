import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelPresets } from '@superposed/engine';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OptionValues } from '../terminal/command';
import type { JsonRecord } from '../terminal/records';
import { suggest, type Suggestion } from './suggest';

const TINY = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
const MANIFEST = fileURLToPath(import.meta.resolve('@superposed/model-smollm2-135m/manifest.json'));
beforeAll(() => void vi.stubEnv('SUPERPOSED_GGUF', TINY));
afterAll(() => void vi.unstubAllEnvs());

async function suggestions(records: JsonRecord[], options: OptionValues = {}): Promise<Suggestion[]> {
  const list: Suggestion[] = [];
  for await (const result of suggest.run(records, options)) list.push(result as Suggestion);
  return list;
}

describe('suggest', () => {
  const text = 'The cat is on the ';

  it('gives at most k drafts, the best first, and the time', async () => {
    const records = [{ text }, { text, k: 1 }];
    const [three, one] = await suggestions(records, { 'no-ngrams': true });
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
    await expect(suggestions([{ text, k }], { 'no-ngrams': true })).rejects.toThrow('"k" is a whole number');
  });

  it('says that a model without presets has no calibrated confidence', async () => {
    const [plain] = await suggestions([{ text }], { 'no-ngrams': true });
    expect(plain!.drafts.every(({ calibrated }) => calibrated === false)).toBe(true);
    const { presets: all } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { presets: ModelPresets };
    const { alarm: _, ...presets } = all;
    const file = join(await mkdtemp(join(tmpdir(), 'superposed-test-')), 'presets.json');
    await writeFile(file, JSON.stringify(presets));
    const [tuned] = await suggestions([{ text }], { 'no-ngrams': true, presets: file });
    expect(tuned!.drafts.every(({ calibrated }) => calibrated === undefined)).toBe(true);
    await rm(dirname(file), { recursive: true });
  });

  it('refuses presets that are not there, and those of a model with other tokens', async () => {
    await expect(suggestions([{ text }], { presets: 'no-such.json' })).rejects.toThrow("Can't read");
    await expect(suggestions([{ text }], { presets: MANIFEST })).rejects.toThrow(
      "The presets are another model's",
    );
  });

  it('makes a row of a table for each draft', () => {
    const drafts = [
      { text: ' mat', confidence: 0.51234, source: 'model' },
      { text: ' sofa', confidence: 0.25, source: 'model' },
    ];
    expect(suggest.rows?.({ drafts, milliseconds: 12.6 }, { text }, 0)).toEqual([
      { text, draft: ' mat', confidence: 0.512, ms: 13 },
      { text: '', draft: ' sofa', confidence: 0.25, ms: '' },
    ]);
  });
});
