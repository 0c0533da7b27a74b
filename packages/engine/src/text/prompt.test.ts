import { describe, expect, it } from 'vitest';
import { smallSentencePieces, smallVocabulary } from '../testing';
import { CONTEXT_TOKENS, stepBack, tokensToDrop, windowOf } from './prompt';
import { createTokenizer } from './tokenizer';

describe('stepBack', () => {
  it.each([
    ['I will ', 'I will', ' '],
    ['I wil', 'I', ' wil'],
    ['I', '', 'I'],
    ['def f():\n    ', 'def f():\n   ', ' '],
    ['Dear Anna,\nth', 'Dear Anna,\n', 'th'],
    ['na\u0308i', '', 'na\u0308i'],
    ['the end.', 'the end.', ''],
    ['room 12', 'room 12', ''],
    ['a line\n', 'a line\n', ''],
    ['', '', ''],
    [` ${'x'.repeat(63)}`, '', ` ${'x'.repeat(63)}`],
    ['x'.repeat(65), 'x'.repeat(65), ''],
    ["it's".repeat(99), "it's".repeat(99), ''],
  ])('cuts %j into %j and %j', (text, head, typed) => {
    expect(stepBack(text)).toEqual({ head, typed });
  });

  it('leaves a run of letters as it is that is longer than any word', () => {
    const [word, run] = ['x'.repeat(64), 'x'.repeat(65)];
    expect(stepBack(`a!${word}`)).toEqual({ head: 'a!', typed: word });
    expect(stepBack(`a!${run}`)).toEqual({ head: `a!${run}`, typed: '' });
  });
});

describe('windowOf', () => {
  const sentences = Array.from({ length: 400 }, (_, i) => `This is sentence number ${i}.`).join(' ');

  it('leaves a short text as it is', () => {
    expect(windowOf('  short')).toBe('  short');
  });

  it('takes the end of a long text, from the beginning of a sentence', () => {
    const context = windowOf(sentences);
    expect(sentences.endsWith(context)).toBe(true);
    expect(context).toMatch(/^This is/);
    expect(context.length).toBeGreaterThan(1600);
    expect(context.length).toBeLessThanOrEqual(3000);
  });

  it('prefers the beginning of a paragraph', () => {
    const text = `${'Word. '.repeat(690)}\n\nHere it begins. ${'More. '.repeat(330)}`;
    expect(windowOf(text)).toMatch(/^Here it begins/);
  });

  it('begins at the same place for many keystrokes, so that the cache stays of use', () => {
    const starts = new Set<number>();
    for (let length = 5000; length < 8000; length++) {
      const text = sentences.slice(0, length);
      starts.add(text.length - windowOf(text).length);
    }
    expect(starts.size).toBeLessThanOrEqual(4);
  });

  it('knows where a sentence ends that no space follows', () => {
    expect(windowOf(`${'春'.repeat(2100)}。${'夏'.repeat(1900)}`)).toBe('夏'.repeat(1900));
  });

  it('begins with a whole character where there is no place to begin', () => {
    expect(windowOf('x'.repeat(5000))).toBe('x'.repeat(3000));
    const [family, flag] = ['👩‍👩‍👧‍👦', '🇩🇪'];
    for (const [text, character] of [
      [family.repeat(400), family],
      [`x${'😀'.repeat(2500)}`, '😀'],
      [flag.repeat(999), flag],
      [`Z${'e\u0301'.repeat(2000)}`, 'e\u0301'],
    ] as const) {
      const context = windowOf(text);
      expect(context).toBe(character.repeat(context.length / character.length));
      expect(context.length).toBeGreaterThanOrEqual(2000);
      expect(context.length).toBeLessThan(3000 + character.length);
    }
  });
});

describe.each([
  ['byte-level', smallVocabulary(['a', ' a', '.', '\n'])],
  ['SentencePiece', smallSentencePieces([' a', '\n'])],
])('tokensToDrop of a %s vocabulary', (_, metadata) => {
  const tokenizer = createTokenizer(metadata);
  const [inner, word, line, stop] = ['a', ' a', '\n', '.'].map((text) => tokenizer.encode(text, true)[0]!);
  const [character, middle] = tokenizer.encode('\u6625', true);
  const ids = (changes: Record<number, number> = {}, length = CONTEXT_TOKENS + 1, usual = inner!) =>
    Array.from({ length }, (_, i) => changes[i] ?? usual);
  const drop = (all: number[], more = 0) => tokensToDrop(all, more, tokenizer);

  it('drops nothing from what fits, and in steps from what does not', () => {
    expect(drop(ids({}, CONTEXT_TOKENS))).toBe(0);
    expect(drop(ids({}, CONTEXT_TOKENS - 1), 1)).toBe(0);
    expect(drop(ids({}, CONTEXT_TOKENS), 1)).toBe(128);
    expect(drop(ids({}, CONTEXT_TOKENS + 128))).toBe(128);
    expect(drop(ids({}, CONTEXT_TOKENS + 129))).toBe(256);
  });

  it('goes on to where a line, a sentence, a word or a character begins, in this order', () => {
    const begins = { 130: character!, 132: word!, 134: stop!, 135: word!, 140: line! };
    expect(drop(ids(begins, undefined, middle))).toBe(141);
    expect(drop(ids({ ...begins, 140: middle! }, undefined, middle))).toBe(135);
    expect(drop(ids({ ...begins, 134: middle!, 140: middle! }, undefined, middle))).toBe(132);
    expect(drop(ids({ 130: character! }, undefined, middle))).toBe(130);
    expect(drop(ids({}, undefined, middle))).toBe(128);
  });

  it('takes a beginning that stands just there, and none that is far', () => {
    expect(drop(ids({ 127: line!, 140: line! }))).toBe(128);
    expect(drop(ids({ 200: word! }))).toBe(128);
  });
});
