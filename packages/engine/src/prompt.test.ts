import { describe, expect, it } from 'vitest';
import { CONTEXT_TOKENS, stepBack, tokensToDrop, windowOf } from './prompt';

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

  it('manages text without any place to begin', () => {
    expect(windowOf('x'.repeat(5000))).toBe('x'.repeat(3000));
    expect(windowOf(`x${'😀'.repeat(2500)}`)).toBe('😀'.repeat(1000));
  });
});

describe('tokensToDrop', () => {
  it('drops nothing from what fits, and in steps from what does not', () => {
    expect(tokensToDrop(CONTEXT_TOKENS)).toBe(0);
    expect(tokensToDrop(CONTEXT_TOKENS + 1)).toBe(128);
    expect(tokensToDrop(CONTEXT_TOKENS + 128)).toBe(128);
    expect(tokensToDrop(CONTEXT_TOKENS + 129)).toBe(256);
  });
});
