import type { Draft } from '@superposed/engine';
import { describe, expect, it } from 'vitest';
import type { FieldText } from '../fields/field-adapter';
import { SILENT, update, type Change, type State } from './state';

const field = (before: string, after = ''): FieldText => ({ before, after, room: Infinity, multiline: true });
const drafts = (...texts: string[]): Draft[] =>
  texts.map((text) => ({ text, confidence: 0.3, source: 'model' }));
const wrote = (text: string, ask = true): Change => ({ type: 'written', field: field(text), ask });
const texts = ({ suggestions }: State) => suggestions.map(({ text }) => text);

/** Applies changes in turn; an array stands for complete drafts, in answer to the query of the moment. */
function after(...changes: (Change | string[])[]): State {
  return changes.reduce<State>((state, change) => {
    if (!Array.isArray(change)) return update(state, change);
    return update(state, { type: 'drafts', query: state.query!, drafts: drafts(...change), done: true });
  }, SILENT);
}
const SHOWN: (Change | string[])[] = [wrote('I will'), [' be glad', ' go home', ' not']];
const select = (index: number): Change => ({ type: 'selected', index });

describe('a change of the text', () => {
  it('asks about the text up to the caret', () => {
    expect(after(wrote('I will'))).toMatchObject({ query: { text: 'I will' }, done: false, suggestions: [] });
  });

  it('asks nothing where drafts come by key alone, and keeps those that are typed along', () => {
    expect(after(wrote('I will', false)).query).toBeNull();
    const along = after(...SHOWN, wrote('I will be', false));
    expect(along.query).toBeNull();
    expect(texts(along)).toEqual([' glad']);
  });

  it('asks on for drafts that are typed along before they are complete', () => {
    let state = after({ type: 'asked', field: field('I will') });
    state = update(state, { type: 'drafts', query: state.query!, drafts: drafts(' go'), done: false });
    expect(update(state, wrote('I will g', false)).query).toEqual({ text: 'I will g' });
    expect(update(state, wrote('I will s', false)).query).toBeNull();
  });

  it('drops drafts that the writer leaves, and what no longer continues the text', () => {
    expect(texts(after(...SHOWN, wrote('I will go')))).toEqual([' home']);
    expect(texts(after(...SHOWN, wrote('I will see')))).toEqual([]);
    expect(after(...SHOWN, { type: 'written', field: null, ask: true })).toMatchObject({
      query: null,
      suggestions: [],
    });
  });

  it('makes answers to an earlier query void', () => {
    const first = after(wrote('I will'));
    const second = update(first, wrote('I will s'));
    const late: Change = { type: 'drafts', query: first.query!, drafts: drafts(' late'), done: true };
    expect(update(second, late)).toBe(second);
    expect(update(second, { type: 'failed', query: first.query! })).toBe(second);
    expect(update(second, { type: 'failed', query: second.query! }).done).toBe(true);
  });
});

describe('drafts that come', () => {
  it('keep their places while they grow, and end in the order of their worth', () => {
    let state = after(wrote('I will'));
    const come = (done: boolean, ...of: string[]) =>
      update(state, { type: 'drafts', query: state.query!, drafts: drafts(...of), done });
    state = come(false, ' be', ' go');
    state = come(false, ' go home', ' be glad');
    expect(texts(state)).toEqual([' be glad', ' go home']);
    state = come(true, ' go home', ' be glad');
    expect(texts(state)).toEqual([' go home', ' be glad']);
    expect(state).toMatchObject({ done: true, selected: 0 });
  });

  it('are cut to what fits around the caret', () => {
    const before: Change = { type: 'written', field: field('I will', '.'), ask: true };
    expect(texts(after(before, [' go.', '.']))).toEqual([' go']);
  });
});

describe('selecting', () => {
  it('goes round, and nowhere without drafts', () => {
    expect(after(...SHOWN, select(1))).toMatchObject({ selected: 1, chosen: true });
    expect(after(...SHOWN, select(3)).selected).toBe(0);
    expect(after(...SHOWN, select(-1)).selected).toBe(2);
    expect(update(SILENT, select(1))).toBe(SILENT);
  });

  it('holds while the draft grows or is typed along, and ends with the draft', () => {
    const chosen = after(...SHOWN, select(1));
    expect(update(chosen, wrote('I will go'))).toMatchObject({ selected: 0, chosen: true });
    const grown = update(chosen, {
      type: 'drafts',
      query: chosen.query!,
      drafts: drafts(' a', ' b', ' go home now'),
      done: true,
    });
    expect(grown).toMatchObject({ selected: 2, chosen: true });
    expect(update(chosen, wrote('I will be'))).toMatchObject({ selected: 0, chosen: false });
  });
});

describe('dismissing', () => {
  const hidden: typeof SHOWN = [...SHOWN, { type: 'dismissed' }];

  it('lasts until the word that was offered is complete', () => {
    for (const text of ['I will', 'I will ', 'I will s', 'I will see']) {
      expect(after(...hidden, wrote(text)).query, text).toBeNull();
    }
    for (const text of ['I will see ', 'I will see.', 'I will.', 'I wil', 'Something else']) {
      expect(after(...hidden, wrote(text)).query, text).not.toBeNull();
    }
  });

  it('in the middle of a word lasts until its end', () => {
    const inWord = after(wrote('I wi'), ['ll be', 'sh to'], { type: 'dismissed' });
    for (const text of ['I wil', 'I will', 'I w']) expect(update(inWord, wrote(text)).query).toBeNull();
    expect(update(inWord, wrote('I will ')).query).not.toBeNull();
  });

  it('gets along with 1 MB without a space', () => {
    const long = `${'a'.repeat(1_000_000)}=`;
    const dismissedAt = after(wrote(long), ['b'], { type: 'dismissed' });
    expect(update(dismissedAt, wrote(`${long}c`)).query).toBeNull();
    expect(update(dismissedAt, wrote(`${long}${' more'.repeat(200_000)}`)).query).not.toBeNull();
  });

  it('outlasts a moment without a caret, and ends where drafts are asked for', () => {
    const nowhere: Change = { type: 'written', field: null, ask: true };
    expect(after(...hidden, nowhere, wrote('I will')).query).toBeNull();
    expect(after(...hidden, { type: 'asked', field: field('I will') }).query).not.toBeNull();
  });
});

describe('after a correction', () => {
  const corrected = (text: string): Change => ({
    type: 'written',
    field: field(text),
    ask: true,
    by: 'correction',
  });
  const typed = (text: string): Change => ({ type: 'written', field: field(text), ask: true, by: 'typing' });
  const shown: typeof SHOWN = [typed('I will'), [' be glad', ' go home', ' not']];

  it('nothing is offered until something is typed', () => {
    const undone = after(...shown, corrected('I wil'));
    expect(undone).toMatchObject({ query: null, suggestions: [], quiet: true });
    expect(update(undone, corrected('I wi'))).toMatchObject({ query: null });
    expect(update(undone, { type: 'moved', field: field('I') })).toMatchObject({ quiet: true });
    expect(update(undone, wrote('I wil'))).toMatchObject({ query: null, quiet: true });
    expect(update(undone, typed('I will'))).toMatchObject({ query: { text: 'I will' }, quiet: false });
  });

  it('drafts come at once that are asked for', () => {
    const asked = update(after(...shown, corrected('I wil')), { type: 'asked', field: field('I wil') });
    expect(asked).toMatchObject({ query: { text: 'I wil' }, quiet: false });
  });

  it('an editor need not say that letters went', () => {
    expect(after(...shown, typed('I wi'))).toMatchObject({ query: null, quiet: true });
    const ahead: Change = { type: 'written', field: field('I will', ' and'), ask: true, by: 'typing' };
    const deleted: Change = { type: 'written', field: field('I will', ' a'), ask: true, by: 'typing' };
    expect(after(ahead, deleted)).toMatchObject({ query: null, quiet: true });
    // A letter in the place of others is typed.
    expect(after(...shown, typed('I would'))).toMatchObject({ query: { text: 'I would' } });
  });
});

describe('a draft that was taken whole', () => {
  it('is known until something is typed, or drafts are asked for', () => {
    const took: Change = { type: 'written', field: field('I will be glad'), ask: true, by: 'draft' };
    const taken = after(...SHOWN, took, [' to help']);
    expect(taken.taken).toBe(true);
    expect(update(taken, wrote('I will be glad')).taken).toBe(true);
    expect(update(taken, { ...took, field: field('I will be glad t'), by: 'typing' }).taken).toBe(false);
    expect(update(taken, { type: 'asked', field: field('I will be glad') }).taken).toBe(false);
  });
});

describe('a caret that moves', () => {
  it('leaves its drafts behind, unless it is where it was', () => {
    const there = after(...SHOWN, { type: 'moved', field: field('I will') });
    expect(texts(there)).toHaveLength(3);
    expect(after(...SHOWN, { type: 'moved', field: field('I', ' will') })).toMatchObject({
      suggestions: [],
      query: null,
    });
    expect(texts(after(...SHOWN, { type: 'left' }))).toEqual([]);
  });
});
