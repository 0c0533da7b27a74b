import { describe, expect, it } from 'vitest';
import { start } from './session.fixture';

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
