import { describe, expect, it } from 'vitest';
import { FREE, start, texts, tokenizer } from './session.fixture';
import { SuggestionSession } from './session';

describe('gates', () => {
  const heard = async (text: string, more: object = {}) => {
    const { model, session } = start();
    const suppressed: string[] = [];
    const drafts = await session.suggest(
      { text, maxTokens: 3, ...more },
      { onSuppressed: (names) => suppressed.push(...names) },
    );
    return { drafts, suppressed, passes: model.passes.length };
  };

  it('of the text spare the model any work', async () => {
    expect(await heard('Women should:')).toEqual({ drafts: [], suppressed: ['sensitive'], passes: 0 });
    expect(await heard('We will:', { language: 'de' })).toMatchObject({
      suppressed: ['language'],
      passes: 0,
    });
  });

  it('are silent where nothing is held back, or where they are off', async () => {
    expect(await heard('We will:')).toMatchObject({ suppressed: [] });
    const off = await heard('Women should:', { gates: { sensitive: false } });
    expect(off.drafts.length).toBeGreaterThan(0);
  });

  it('that do not exist are named in an error', async () => {
    const wrong = heard('We will:', { gates: { politeness: false } });
    await expect(wrong).rejects.toThrow(
      'gates is an object; it must be true or false for some of language, code',
    );
  });
});

describe('an alarm of the model', () => {
  const will = tokenizer.pieces.indexOf('Ġwill');
  /** The script's best token after 'I' is ' will', after ' will' it has no chance. */
  const alarm = { tokens: [will], weights: [1], intercept: 0, silent: 2, wary: 1 };
  const heard = async (text: string, more: object = {}, least: object = {}) => {
    const { model } = start();
    const presets = { alarm: { ...alarm, ...least } };
    const session = new SuggestionSession({ model, tokenizer, ngrams: null, rowCosts: FREE, presets });
    const suppressed: string[] = [];
    const hooks = { onSuppressed: (names: readonly string[]) => void suppressed.push(...names) };
    const drafts = await session.suggest({ text, k: 2, maxTokens: 3, ...more }, hooks);
    const again = await session.suggest({ text, k: 2, maxTokens: 3, ...more }, hooks);
    expect(again).toEqual(drafts);
    return { texts: texts(drafts), suppressed, passes: model.passes.length };
  };

  it('is silent, with no step of decoding, where its sum is high', async () => {
    expect(await heard('I', {}, { silent: -5, wary: -6 })).toEqual({
      texts: [],
      suppressed: ['sensitive', 'sensitive'],
      passes: 1,
    });
  });

  it("can't be another model's", async () => {
    await expect(heard('I', {}, { tokens: [99_999] })).rejects.toThrow("another model's: their alarm names");
  });

  it('changes no draft where its sum is low, or where the gate is off', async () => {
    const { session } = start();
    const usual = texts(await session.suggest({ text: 'I', k: 2, maxTokens: 3 }));
    expect((await heard('I', {}, { silent: 99, wary: 99 })).texts).toEqual(usual);
    const off = await heard('I', { gates: { sensitive: false } }, { silent: -99, wary: -99 });
    expect(off).toMatchObject({ texts: usual, suppressed: [] });
  });
});

describe('a context', () => {
  it('is read before the text, and stays in the cache while one writes', async () => {
    const { model, session } = start();
    await session.suggest({ text: 'We will:', context: 'so', maxTokens: 1 });
    expect(model.cachedText).toBe('so\nWe will:');
    const before = model.passes.length;
    await session.suggest({ text: 'We will: go.', context: 'so', maxTokens: 1 });
    expect(model.passes.slice(before)).toEqual([4]);
    await session.suggest({ text: 'We will:', maxTokens: 1 });
    expect(model.cachedText).toBe('We will:');
  });

  it('takes a part of the room alone', async () => {
    const { model, session } = start();
    await session.suggest({ text: 'We will:', context: 'so, '.repeat(2000), maxTokens: 1 });
    expect(model.cacheLength).toBeLessThanOrEqual(192 + 8);
    expect(model.cachedText.endsWith('so,\nWe will:')).toBe(true);
  });

  it('gives back its words', async () => {
    const { session } = start();
    const [first] = await session.suggest({ text: 'I met Gro', context: 'Grobulator is here.' });
    expect(first!.text).toMatch(/^bulator/);
  });
});

describe('phrases', () => {
  it('come back in the middle of a sentence, as far as their last words', async () => {
    const { session } = start();
    const drafts = (phrases: string[]) => session.suggest({ text: 'So we will:', k: 3, phrases });
    const begins = (list: { text: string }[]) => list.some(({ text }) => text.startsWith(' c'));
    expect(begins(await drafts(['There we will: c {place}.']))).toBe(true);
    expect(begins(await drafts([]))).toBe(false);
  });
});

describe('reading ahead', () => {
  const NEVER = new AbortController().signal;

  it('leaves nothing of the prompt to be read but its end', async () => {
    const { model, session } = start();
    const text = `${'word, '.repeat(20)}We will:`;
    await session.readAhead({ text, context: 'so' }, NEVER);
    expect(Math.max(...model.passes)).toBe(16);
    const before = model.passes.length;
    await session.suggest({ text, context: 'so', maxTokens: 1 });
    expect(model.passes[before]).toBe(1);
  });

  it('stops between its pieces, and keeps what was read', async () => {
    const controller = new AbortController();
    const { model, session } = start(() => controller.abort());
    const reading = session.readAhead({ text: 'a'.repeat(100) }, controller.signal);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(model.cacheLength).toBe(16);
  });
});

describe('what stands above', () => {
  it('comes back as the first draft from its first letters', async () => {
    const { session } = start();
    const [first] = await session.suggest({ text: 'I met Zbig Kowa. so Zbi', k: 2 });
    expect(first!.text).toMatch(/^g/);
  });
});
