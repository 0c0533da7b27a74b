import { afterEach, beforeEach, expect, it } from 'vitest';
import { CaretMirror } from './caret-mirror';

let field: HTMLTextAreaElement;
let stages: HTMLElement[];
let mirror: CaretMirror;

const LINE = 20;
const mirrorIn = (stage: HTMLElement) => new CaretMirror(field, stage);
beforeEach(() => {
  document.body.innerHTML = `<textarea style="font: 16px/${LINE}px serif; inline-size: 20em; block-size: 6em"></textarea>
    <div style="contain: layout"></div><div style="contain: layout"></div>`;
  field = document.querySelector('textarea')!;
  stages = [...document.querySelectorAll('div')];
  mirror = mirrorIn(stages[0]!);
});
afterEach(() => {
  document.body.innerHTML = '';
});

/** Where the caret is below the beginning of the text, in lines. */
function lineOf(text: string, caret = text.length): number {
  field.value = text;
  field.setSelectionRange(caret, caret);
  field.scrollTop = 0;
  const { caret: place } = mirror.measure()!;
  // What was laid out before has left no trace.
  expect(place.toJSON()).toEqual(mirrorIn(stages[1]!).measure()!.caret.toJSON());
  return Math.round((place.top - field.getBoundingClientRect().top) / LINE);
}
const lines = (count: number, text = 'words') => `${text}\n`.repeat(count);

it('counts the lines before the caret, however many come and go', () => {
  for (const count of [0, 1, 99, 100, 101, 250, 1000, 199, 200, 100, 5, 350, 0]) {
    expect(lineOf(lines(count)), `${count} lines`).toBe(count);
    expect(lineOf(lines(count, ''), count), `${count} empty lines`).toBe(count);
  }
});

it('follows the caret and changes in lines above it', () => {
  const text = lines(300);
  expect(lineOf(text, 0)).toBe(0);
  expect(lineOf(text, 6 * 150)).toBe(150);
  expect(lineOf(`${'long '.repeat(20)}\n${text}`)).toBeGreaterThan(301);
  expect(lineOf(`short\n${text}`)).toBe(301);
});

it('takes on what the field looks like now', () => {
  expect(lineOf(lines(150))).toBe(150);
  field.style.lineHeight = `${2 * LINE}px`;
  expect(lineOf(lines(151))).toBeGreaterThan(300);
  field.style.inlineSize = '3em';
  expect(lineOf(lines(10, 'several words'))).toBeGreaterThan(39);
});

it('finds the caret after edits within a line, and after it went to another one and back', () => {
  const before = 'some words, then more of them';
  for (const [text, caret] of [
    [before, before.length],
    [`${before}.`, before.length + 1],
    [before, 4],
    [`some new${before.slice(4)}`, 8],
    ['', 0],
    [`${before}\n${before}`, before.length],
    [`${before}\n${before} yet`, 2 * before.length + 5],
    [`${before}\n${before} yet`, 3],
  ] as const) {
    expect(lineOf(text, caret), `${caret} of ${text}`).toBe(text.slice(0, caret).split('\n').length - 1);
  }
});
