import { describe, expect, it } from 'vitest';
import type { ShownDraft } from './typing';
import { passagesOf, remembered, summariseTyping, typeAll } from './typing-study';

const records = Array.from({ length: 12 }, (_, i) => ({
  kind: i % 3 === 0 ? 'technical' : 'general',
  text: `text number ${i} goes on for a while`,
}));

describe('passagesOf', () => {
  it('takes some texts of each kind and cuts them after a word', () => {
    const passages = passagesOf([{ text: 'short', kind: 'general' }, ...records], 2, 15, 1);
    expect(passages.map(({ kind }) => kind).sort()).toEqual(['general', 'general', 'technical', 'technical']);
    for (const { text } of passages) expect(text).toMatch(/^text number \d+ goes$/);
    expect(passagesOf([{ text: 'short', kind: 'general' }, ...records], 2, 15, 1)).toEqual(passages);
  });

  it('takes whole texts where no word ends later, and one kind where none is named', () => {
    expect(passagesOf([{ text: 'some words' }], 5, 6, 1)).toEqual([{ kind: 'all', text: 'some words' }]);
  });
});

it('asks for each text once', async () => {
  const asked: string[] = [];
  const suggest = remembered((text) => {
    asked.push(text);
    return Promise.resolve([]);
  });
  await Promise.all([suggest('a'), suggest('b'), suggest('a')]);
  expect(asked).toEqual(['a', 'b']);
});

it('sums up each kind and all together', async () => {
  const draft: ShownDraft = { text: 'yes sir', confidence: 0.5 };
  const suggest = (text: string) => Promise.resolve(text === '' ? [draft] : []);
  const passages = [
    { kind: 'general', text: 'yes sir' },
    { kind: 'technical', text: 'nothing' },
  ];
  const figures = summariseTyping(passages, await typeAll(passages, suggest, {}), 1);
  expect(figures).toMatchObject([
    { kind: 'general', passages: 1, characters: 7, keystrokes: 1, saved: 1 - 1 / 7, precision: 1, shown: 1 },
    { kind: 'technical', passages: 1, characters: 7, keystrokes: 7, saved: 0, precision: 0, shown: 1 / 7 },
    { kind: 'all', passages: 2, characters: 14, keystrokes: 8, precision: 0.5, shown: 2 / 8 },
  ]);
  expect(
    summariseTyping(passages.slice(0, 1), await typeAll(passages.slice(0, 1), suggest, {}), 1),
  ).toHaveLength(1);
});
