import { describe, expect, it } from 'vitest';
import { ScriptedModel, smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { SuggestionSession } from './session';
import { FREE, texts } from './session.fixture';

const tokenizer = createTokenizer(smallVocabulary([' be', ' go', ' glad', ' home', ' now', '\n']));
const SCRIPT = {
  // ' c' is what stands after the caret: after a colon it needs something before it, after an exclamation mark nothing.
  ':': [' be', ' go', '.'],
  '!': [' c', ' go', ' be', '.'],
  ' be': [' glad'],
  ' glad': ['.'],
  ' go': [' home'],
  ' home': [' now', ' c'],
  ' now': ['.'],
  '.': ['<|end|>'],
};

function start() {
  const model = new ScriptedModel(tokenizer, SCRIPT);
  return { model, session: new SuggestionSession({ model, tokenizer, ngrams: null, rowCosts: FREE }) };
}

const ask = async (text: string, after: string, more: object = {}) => {
  const { model, session } = start();
  const suppressed: string[] = [];
  const partial: string[][] = [];
  const drafts = await session.suggest(
    { text, after, maxTokens: 4, ...more },
    {
      onSuppressed: (names) => suppressed.push(...names),
      onPartial: (growing) => partial.push(texts(growing)),
    },
  );
  return { drafts, suppressed, partial, cached: model.cachedText };
};

describe('what stands after the caret', () => {
  it('keeps the drafts that lead to it, and cuts them where they meet it', async () => {
    const { drafts, suppressed } = await ask('We will:', ' c');
    expect(texts(drafts)).toEqual([' go home']);
    expect(suppressed).toEqual(['after']);
  });

  it('makes those surer', async () => {
    const { drafts } = await ask('We will:', '');
    const { drafts: joined } = await ask('We will:', ' c');
    const before = drafts.find(({ text }) => text.startsWith(' go'))!;
    expect(joined[0]!.confidence).toBeGreaterThan(before.confidence);
  });

  it('silences all drafts where the line goes on as well without them', async () => {
    expect(await ask('We will!', ' c')).toMatchObject({ drafts: [], suppressed: ['after'] });
    expect((await ask('We will!', '')).drafts.length).toBeGreaterThan(0);
  });

  it('shows none before that is known', async () => {
    expect(await ask('We will:', ' c')).toMatchObject({ partial: [] });
    expect((await ask('We will:', '')).partial.length).toBeGreaterThan(0);
  });

  it('is no more than its line', async () => {
    const { drafts } = await ask('We will:', '');
    expect((await ask('We will:', '\n c')).drafts).toEqual(drafts);
    expect((await ask('We will:', '  ')).drafts).toEqual(drafts);
  });

  it('stands apart by the space that is typed', async () => {
    expect(texts((await ask('We will: ', 'c')).drafts)).toEqual(['go home']);
  });

  it('is not looked at where its gate is open', async () => {
    const { drafts } = await ask('We will:', '');
    expect((await ask('We will:', ' c', { gates: { after: false } })).drafts).toEqual(drafts);
  });

  it('leaves the cache with the prompt', async () => {
    expect(await ask('We will:', ' c')).toMatchObject({ cached: 'We will:' });
  });

  it('is a text', async () => {
    await expect(ask('We will:', 3 as never)).rejects.toThrow('after is 3; it must be a text.');
  });
});
