import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldText } from '../fields/field-adapter';
import { Learner } from './learner';

let before: string | null;
let learned: string[];
let learner: Learner;

beforeEach(() => {
  before = '';
  learned = [];
  const read = (): FieldText | null =>
    before === null ? null : { before, after: '', room: Infinity, multiline: true };
  learner = new Learner(read, (text) => void learned.push(text));
  learner.moved();
});

/** The text up to the caret becomes this in one step: a key, a draft, an undo. */
function become(text: string | null, foreign = false): void {
  before = text;
  learner.written(foreign);
}
function type(text: string): void {
  for (const letter of text) become(`${before ?? ''}${letter}`);
}
function go(text: string | null): void {
  before = text;
  learner.moved();
}

describe('what is typed', () => {
  it('is learned sentence by sentence, each once, with the space that led to it', () => {
    type('I will go. Will you? (Yes!) ');
    expect(learned).toEqual(['I will go.', ' Will you?', ' (Yes!)']);
    learner.left();
    expect(learned).toHaveLength(3);
  });

  it('is learned line by line', () => {
    type('Dear Ann\n\nThank you');
    expect(learned).toEqual(['Dear Ann']);
    learner.left();
    expect(learned).toEqual(['Dear Ann', '\n\nThank you']);
  });

  it('is learned as it stands in the end, not as it was at first', () => {
    type('I wlil');
    become('I w');
    type('ill go. ');
    expect(learned).toEqual(['I will go.']);
  });

  it('is learned without an end when the writer leaves or goes elsewhere', () => {
    type('I will go');
    learner.left();
    go('He said');
    type(' that');
    go('He');
    expect(learned).toEqual(['I will go', ' that']);
  });

  it('is learned in whole words where no sentence ends', () => {
    const words = 'word '.repeat(90);
    type(words);
    expect(learned).toEqual([words.slice(0, 399)]);
    learner.left();
    expect(learned.join('')).toBe(words);
  });

  it('is learned together with what is accepted', () => {
    type('I will');
    become('I will be glad to help');
    type('. ');
    expect(learned).toEqual(['I will be glad to help.']);
  });

  it('holds while an input method composes, and while something is selected', () => {
    type('I ');
    become(null);
    go(null);
    become('I will go. ');
    expect(learned).toEqual(['I will go.']);
  });

  it('counts from its beginning where it takes the place of all', () => {
    type('Old text. ');
    become('N');
    type('ew text. ');
    expect(learned).toEqual(['Old text.', 'New text.']);
  });
});

describe('what is not the writer’s', () => {
  it('is what was there before', () => {
    learner.left();
    go('All this was there');
    type(' and this is mine');
    learner.left();
    expect(learned).toEqual([' and this is mine']);
  });

  it('is what is pasted, or comes back by redo', () => {
    type('I say');
    become('I say what others said', true);
    type(' too');
    learner.left();
    expect(learned).toEqual(['I say', ' too']);
  });

  it('is what a script writes', () => {
    type('Mine');
    go('Mine and a signature of the page');
    learner.left();
    expect(learned).toEqual(['Mine']);
    become('A whole new text');
    type('!');
    learner.left();
    expect(learned).toEqual(['Mine', '!']);
  });

  it('is what an undo takes back', () => {
    type('I will');
    become('I will be glad');
    become('I will', true);
    learner.left();
    expect(learned).toEqual(['I will']);
  });

  it('is the end of a word that was begun before', () => {
    go('some');
    type('thing else');
    learner.left();
    expect(learned).toEqual([' else']);
    go('so');
    type('me');
    learner.left();
    expect(learned).toHaveLength(1);
  });
});
