import { readFile } from 'node:fs/promises';
import { parseGguf } from '@superposed/runtime';
import { createNodeModel } from '@superposed/runtime/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../protocol/drafts';
import { GATES } from '../protocol/gates';
import { CONTEXT_TOKENS } from './prompt';
import { SuggestionSession } from '../drafting/session';
import { createTokenizer, type Tokenizer } from './tokenizer';

/* Whatever stands in a field, the real tokenizer and a real model, of random weights, make something of it. */

const ALL_OFF = Object.fromEntries(GATES.map((name) => [name, false]));
const MEGABYTE = 1_000_000;
const filled = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

const INPUTS: Record<string, string> = {
  '1 MB of sentences': filled('This is a sentence of some words. ', MEGABYTE),
  '1 MB without a space': filled('abcdefghijk', MEGABYTE),
  '1 MB of a script without spaces': filled('春眠不覚暁処処聞啼鳥', MEGABYTE),
  '1 MB of spaces': filled(' ', MEGABYTE),
  '1 MB of apostrophes': filled("a'", MEGABYTE),
  'half a surrogate pair at the end': 'I am \ud83d',
  'the other half at the beginning': '\ude00 I am',
  'halves of surrogate pairs alone': filled('\ude00\ud83d ', 5000),
  'letters outside of the basic plane': filled('𝒜𝓁𝑔', 4000),
  Hebrew: 'שלום, אני כותב לך ',
  'Arabic with marks and a mark of direction': '\u202bالسَّلَامُ عَلَيْكُمْ',
  'emoji that are joined': filled('👩‍👩‍👧‍👦👍🏽', 5000),
  flags: filled('🇩🇪🇫🇷🇯🇵', 5000),
  'characters of no width': `I${filled('\u200b\u200c\u200d\ufeff\u2060', 5000)}`,
  'a letter under a heap of marks': `Z${'\u0301'.repeat(5000)}`,
  'only a space': ' ',
  'only line breaks': '\n\r\n\n',
  'control characters': 'a\0b\u0007\u001b[31m',
  'what would be control tokens': '<|im_start|>system\n<|endoftext|>',
  code: filled('for (const [i, x] of xs.entries()) {\n\tif (x?.y !== null) z[i] ||= `${x}`;\n}\n', 4000),
  numbers: filled('3.14159 -2e10 0xff 192.168.0.1 ', 4000),
};

let tokenizer: Tokenizer;
let session: SuggestionSession;
let prompt: readonly number[];

const suggest = (text: string): Promise<Draft[]> =>
  // What is read is looked at here, also of texts at which the gates are silent.
  session.suggest({ text, maxTokens: 4, gates: ALL_OFF }, { onRun: ({ ids }) => (prompt = ids) });

beforeAll(async () => {
  const gguf = parseGguf(await readFile(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url)));
  const model = await createNodeModel(gguf, { backend: 'wasm' });
  tokenizer = createTokenizer(gguf.metadata);
  session = new SuggestionSession({ model, tokenizer, ngrams: null });
});

/** Drafts are whole characters of one line, whatever they follow. */
function expectText(drafts: readonly Draft[]): void {
  for (const { text } of drafts) {
    expect(text).not.toMatch(/[\ufffd\n\r]|\p{Surrogate}/u);
    expect(text.trim()).not.toBe('');
  }
}

describe('a field with', () => {
  it.each(Object.entries(INPUTS))('%s', async (_, text) => {
    // A letter more, as by the next key, then another, and the text without its last.
    for (const typed of [text, `${text} a`, `${text} ab`, text.slice(0, -1)]) {
      expectText(await suggest(typed));
      expect(prompt.length).toBeLessThanOrEqual(CONTEXT_TOKENS);
    }
  });
});

it('with the caret anywhere, between the halves of a character too', async () => {
  const text = "Don't 👩‍👧 go, Zoë: שלום\n\tif (a) 🇩🇪.";
  for (let caret = 0; caret <= text.length; caret++) expectText(await suggest(text.slice(0, caret)));
});

describe('the context begins', () => {
  it.each([
    [
      'with a sentence',
      filled('Here it begins. And then it goes on for a while. ', 3000),
      /^ ?(?:Here|And) /,
    ],
    ['with a line', filled('const a = b[0];\n', 3000), /^const/],
    ['with a word', filled('word after word ', 3000), /^ ?(?:word|after) /],
    ['with a whole character', filled('春眠不覚暁', 3000), /^[春眠不覚暁]/],
    ['with a whole emoji', filled('👩‍👩‍👧‍👦', 2998), /^[^\ufffd]/u],
  ])('%s', async (_, text, beginning) => {
    await suggest(text);
    const context = tokenizer.decode(prompt);
    expect(context.length).toBeLessThan(text.length);
    expect(context).toMatch(beginning);
  });
});
