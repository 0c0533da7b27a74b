import { describe, expect, it } from 'vitest';
import { CONTEXT_TOKENS } from '../text/prompt';
import { DEAR, FREE, start, texts, tokenizer } from './session.fixture';

it('tells what decoding begins with, and its state after each step', async () => {
  const { session } = start();
  const runs: [prompt: string, k: number][] = [];
  const grown: number[] = [];
  await session.suggest(
    { text: 'We will:', k: 2, maxTokens: 3, branchSteps: 0 },
    {
      onRun: ({ ids }, { k }) => runs.push([tokenizer.decode(ids), k]),
      onState: ({ alive, finished }) => grown.push([...alive, ...finished][0]!.tokens.length),
    },
  );
  expect(runs).toEqual([['We will:', 2]]);
  expect(grown).toEqual(grown.map((_, i) => i + 1));
  expect(grown.length).toBeGreaterThan(1);
});

describe('drafts', () => {
  it('begin with different words, not with the end of a sentence, line or text', async () => {
    const { session } = start();
    const drafts = await session.suggest({ text: 'We will:', k: 3, maxTokens: 3 });
    expect(
      texts(drafts)
        .map((text) => text.split(' ')[1])
        .sort(),
    ).toEqual(['be', 'go', 'soon.']);
  });

  it('carry a confidence of 0 … 1, together at most 1', async () => {
    const drafts = await start().session.suggest({ text: 'We will:' });
    const sum = drafts.reduce((total, { confidence }) => total + confidence, 0);
    expect(drafts.every(({ confidence }) => confidence > 0)).toBe(true);
    expect(sum).toBeLessThanOrEqual(1);
  });

  it('grow with each step', async () => {
    const partial: string[][] = [];
    const { session } = start();
    const drafts = await session.suggest(
      { text: 'We will:', k: 1, maxTokens: 3 },
      { onPartial: (growing) => partial.push(texts(growing)) },
    );
    expect(partial).toEqual([[' be'], [' be'], [' be glad']]);
    expect(texts(drafts)).toEqual([' be glad now.']);
  });

  it('follow the paper when asked to', async () => {
    const drafts = await start().session.suggest({ text: 'We will:', k: 2, openings: 'paper', maxTokens: 2 });
    expect(texts(drafts)[0]).toMatch(/^\./);
  });

  it('begin a text where there is none', async () => {
    const drafts = await start().session.suggest({ text: '', k: 2, maxTokens: 2 });
    expect(texts(drafts).map((text) => text[0])).toEqual(['I', 's']);
  });
});

describe('what is typed already', () => {
  it('is not written twice: a space', async () => {
    const drafts = await start().session.suggest({ text: 'We will ', k: 2, maxTokens: 2 });
    expect(texts(drafts).every((text) => /^[bg]/.test(text))).toBe(true);
  });

  it('is continued: part of a word', async () => {
    const drafts = await start().session.suggest({ text: 'I wi', k: 3, maxTokens: 2 });
    expect(
      texts(drafts)
        .map((text) => text.split(' ')[0])
        .sort(),
    ).toEqual(['ll', 'lling.']);
  });

  it('has no drafts where nothing can follow a space', async () => {
    const { session, model } = start();
    expect(await session.suggest({ text: 'I willing ', k: 2, maxTokens: 2 })).toEqual([]);
    expect(model.cachedText).toBe('I willing');
  });

  it('is left alone where no token continues it', async () => {
    const { session, model } = start();
    const drafts = await session.suggest({ text: 'I xl', k: 1, maxTokens: 2 });
    expect(texts(drafts)[0]).toMatch(/^ be/);
    expect(model.cachedText).toBe('I xl');
  });
});

describe('the cache', () => {
  it('runs only what is new when a word is added', async () => {
    const { model, session } = start();
    await session.suggest({ text: 'We will:', maxTokens: 1 });
    expect(model.cachedText).toBe('We will:');
    const before = model.passes.length;
    await session.suggest({ text: 'We will: go.', maxTokens: 1 });
    // ' go' in single bytes, and the stop; what comes before them is known, and after them the script ends.
    expect(model.passes.slice(before)).toEqual([4]);
  });

  it('runs no prompt at all for the same text', async () => {
    const { model, session } = start();
    const first = await session.suggest({ text: 'We will:', maxTokens: 2 });
    const before = model.passes.length;
    expect(await session.suggest({ text: 'We will:', maxTokens: 2 })).toEqual(first);
    // A draft that has ended its sentence after a step needs no more rows.
    expect(model.passes.slice(before)).toEqual([3, 2]);
  });

  it('runs as many steps on a row a draft as asked for', async () => {
    const { session, model } = start();
    await session.suggest({ text: 'We will:', maxTokens: 2, branchSteps: 0 });
    expect(model.passes.slice(-2)).toEqual([1, 1]);
    const before = model.passes.length;
    await session.suggest({ text: 'We will:', maxTokens: 2, branchSteps: 1 });
    // Three rows; one draft has ended its sentence then, and the two tokens of the others are superposed anew.
    expect(model.passes.slice(before)).toEqual([3, 2]);
  });

  it('scores all drafts in a last pass where the budget has room for it', async () => {
    const free = start();
    await free.session.suggest({ text: 'We will:', branchSteps: 0 });
    expect(free.model.passes.at(-1)).toBeGreaterThan(1);
    const dear = start(undefined, DEAR);
    await dear.session.suggest({ text: 'We will:', branchSteps: 0 });
    expect(dear.model.passes.at(-1)).toBe(1);
  });

  it('follows the best draft alone where rows are dear', async () => {
    const { session, model } = start(undefined, DEAR);
    const prompt = 1;
    await session.suggest({ text: 'We will:' });
    const [first, ...rest] = model.passes.slice(prompt);
    expect(first).toBe(3);
    expect(rest.at(-1)).toBe(1);
  });

  it('goes back to the common prefix when text was removed', async () => {
    const { model, session } = start();
    await session.suggest({ text: 'We will go home', maxTokens: 1 });
    await session.suggest({ text: 'We stay', maxTokens: 1 });
    expect(model.cachedText).toBe('We stay');
  });

  it('fills in chunks, and never with more than the model should read', async () => {
    const { model, session } = start();
    await session.suggest({ text: 'word, '.repeat(400), maxTokens: 1 });
    expect(Math.max(...model.passes)).toBe(64);
    expect(model.cacheLength).toBeLessThanOrEqual(512);
  });
});

describe('a newer request', () => {
  it('stops the prompt between chunks, and what was run is kept', async () => {
    const controller = new AbortController();
    const { model, session } = start(() => controller.abort());
    const text = 'a'.repeat(300);
    await expect(session.suggest({ text: `${text}.` }, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(model.passes).toEqual([64]);
    await session.suggest({ text: `${text}.`, maxTokens: 1 });
    expect(model.passes.slice(1, 5)).toEqual([64, 64, 64, 45]);
  });

  it('stops the drafts between steps and leaves the prompt in the cache', async () => {
    const controller = new AbortController();
    const { model, session } = start();
    const drafts = session.suggest(
      { text: 'We will:' },
      { signal: controller.signal, onPartial: () => controller.abort() },
    );
    await expect(drafts).rejects.toMatchObject({ name: 'AbortError' });
    expect(model.cachedText).toBe('We will:');
  });
});

it.each([11, 0, 2.5])('refuses %d drafts with a clear error', async (k) => {
  await expect(start().session.suggest({ text: 'We will:', k })).rejects.toMatchObject({
    code: 'bad-options',
    message: `k is ${k}; it must be a whole number of 1 … 10.`,
  });
});

it.each([
  ['one word', 'word'.repeat(1000)],
  ['letters outside of its vocabulary', '漢'.repeat(3000)],
  ['characters of several parts', '👨‍👩‍👧'.repeat(400)],
])('reads no more of a text without end than its context: %s', async (_, text) => {
  const { model, session } = start();
  await session.suggest({ text, k: 2, maxTokens: 3 });
  expect(model.passes.reduce((sum, rows) => sum + rows, 0)).toBeLessThan(CONTEXT_TOKENS + 20);
});

it.each([0, 4, 'auto'] as const)(
  'leaves room for drafts where the model holds little: %s',
  async (branchSteps) => {
    for (let length = 20; length < 80; length++) {
      const { session } = start(undefined, FREE, 40);
      const text = `${'a'.repeat(length)} will:`;
      expect(await session.suggest({ text, branchSteps })).not.toEqual([]);
    }
  },
);
