import { remaining, wordAtEnd, type Draft, type DraftSet } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import { followSuggestion, inOrderOf, fitDrafts, textToComplete, type Suggestion } from './fit';
import { isWithinFirstWord } from './words';

/** One question to the worker; the same object as long as its answer is wanted. */
export interface Query {
  readonly text: string;
}

/** All that decides what is shown, as plain data. */
export interface State {
  /** What is around the caret; null where nothing is to be suggested. */
  readonly field: FieldText | null;
  readonly query: Query | null;
  /** False while the answer to `query` still grows. */
  readonly done: boolean;
  /** The drafts as they came, less what has been typed since. */
  readonly draftSet: DraftSet;
  /** The drafts on show: `draftSet` as it fits into the field. */
  readonly suggestions: readonly Suggestion[];
  /** Place of the draft that Tab takes. */
  readonly selected: number;
  /** Whether the writer chose it, and it is not just the best. */
  readonly chosen: boolean;
  /** The text after which the drafts were dismissed; they stay away until a word after it is complete. */
  readonly dismissedAt: string | null;
  /** Whether the text was corrected; drafts stay away until something is typed. */
  readonly quiet: boolean;
  /** Whether a draft was taken whole since something was typed. */
  readonly taken: boolean;
}

/**
 * How a text came about: by keys, by a draft that was taken whole, or by what takes text away or brings a lot at once,
 * as undo, deletion, paste and replacement do.
 */
export type Writing = 'typing' | 'draft' | 'correction';

export type Change =
  /** The text changed, or is looked at again where nobody says how (`ask`: drafts for it are wanted). */
  | {
      readonly type: 'written';
      readonly field: FieldText | null;
      readonly ask: boolean;
      readonly by?: Writing;
    }
  /** The caret may be elsewhere. */
  | { readonly type: 'moved'; readonly field: FieldText | null }
  /** The writer wants drafts here and now. */
  | { readonly type: 'asked'; readonly field: FieldText | null }
  | {
      readonly type: 'drafts';
      readonly query: Query;
      readonly drafts: readonly Draft[];
      readonly done: boolean;
    }
  | { readonly type: 'failed'; readonly query: Query }
  | { readonly type: 'selected'; readonly index: number }
  | { readonly type: 'dismissed' }
  /** The writer left, or there is nothing to complete any more. */
  | { readonly type: 'left' };

const NO_DRAFTS: DraftSet = { text: '', drafts: [] };

export const SILENT: State = {
  field: null,
  query: null,
  done: true,
  draftSet: NO_DRAFTS,
  suggestions: [],
  selected: 0,
  chosen: false,
  dismissedAt: null,
  quiet: false,
  taken: false,
};

/** The state after a change. What no longer continues the text goes at once. */
export function update(state: State, change: Change): State {
  switch (change.type) {
    case 'written':
      return written(state, change);
    case 'moved':
      return moved(state, change.field);
    case 'asked':
      return written({ ...SILENT, draftSet: state.draftSet }, { field: change.field, ask: true });
    case 'drafts':
      return change.query === state.query ? arrived(state, change.drafts, change.done) : state;
    case 'failed':
      return change.query === state.query ? { ...state, done: true } : state;
    case 'selected':
      return select(state, change.index);
    case 'dismissed':
      return { ...SILENT, field: state.field, dismissedAt: dismissedTextOf(state), quiet: state.quiet };
    case 'left':
      return { ...SILENT, dismissedAt: state.dismissedAt, quiet: state.quiet };
  }
}

function written(state: State, { field, ask, by }: Omit<Change & { type: 'written' }, 'type'>): State {
  const text = textToComplete(field);
  const quiet = by === undefined ? state.quiet : by === 'correction' || isRemoval(state.field, field);
  const silent = { ...SILENT, dismissedAt: state.dismissedAt, quiet };
  if (!field || text === null) return silent;
  const dismissedAt = isDismissed(state.dismissedAt, text) ? state.dismissedAt : null;
  if (dismissedAt !== null || quiet) return { ...silent, field, dismissedAt };
  const draftSet = { text, drafts: remaining(state.draftSet, text) };
  const typed = text.slice(state.draftSet.text.length);
  // Drafts that are typed along while they grow are wanted to their end, whoever asked for them.
  const query = ask || (!state.done && draftSet.drafts.length > 0) ? { text } : null;
  const taken = by === undefined ? state.taken : by === 'draft';
  return withSuggestions(
    { ...state, field, query, done: query === null, draftSet, dismissedAt: null, quiet, taken },
    typed,
  );
}

/** Whether letters went and none came; not every editor says so. */
function isRemoval(was: FieldText | null, field: FieldText | null): boolean {
  if (!was || !field) return false;
  const length = ({ before, after }: FieldText) => before.length + after.length;
  return was.before.startsWith(field.before) && length(field) < length(was);
}

function moved(state: State, field: FieldText | null): State {
  // Each key is told of twice, as text and as a move of the caret.
  const { field: was } = state;
  if (was && field?.before === was.before && field.after === was.after) return state;
  if (field && textToComplete(field) === state.draftSet.text) return withSuggestions({ ...state, field });
  return { ...SILENT, dismissedAt: state.dismissedAt, quiet: state.quiet };
}

function arrived(state: State, drafts: readonly Draft[], done: boolean): State {
  if (!state.query) return state;
  // In their places while they grow; in the order of their worth at the end.
  const ordered = done ? drafts : inOrderOf(state.draftSet.drafts, drafts);
  return withSuggestions({ ...state, done, draftSet: { text: state.query.text, drafts: ordered } });
}

/** Brings the suggestions in line with draft set and field; the draft that the writer chose stays selected. */
function withSuggestions(state: State, typed = ''): State {
  const suggestions = state.field ? fitDrafts(state.draftSet.drafts, state.field) : [];
  const chosen = state.chosen ? state.suggestions[state.selected] : undefined;
  const found = chosen ? followSuggestion(suggestions, chosen.text.slice(typed.length)) : -1;
  return { ...state, suggestions, selected: Math.max(0, found), chosen: found >= 0 };
}

function select(state: State, index: number): State {
  const count = state.suggestions.length;
  if (count === 0) return state;
  return { ...state, selected: ((index % count) + count) % count, chosen: true };
}

/** Where the word begins that the dismissed drafts had offered. */
function dismissedTextOf({ field, suggestions, selected }: State): string | null {
  if (!field) return null;
  const inWord = /^\S/.test(suggestions[selected]?.text ?? '') && /\S$/.test(field.before);
  if (!inWord) return field.before;
  return field.before.slice(0, field.before.length - wordAtEnd(field.before).length);
}

function isDismissed(dismissedAt: string | null, text: string): boolean {
  return (
    dismissedAt !== null && text.startsWith(dismissedAt) && isWithinFirstWord(text.slice(dismissedAt.length))
  );
}
