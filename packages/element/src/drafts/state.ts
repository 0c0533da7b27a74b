import { remaining, type Draft, type Hand } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import { followOffer, inOrderOf, offersFor, textToComplete, type Offer } from './offers';
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
  readonly hand: Hand;
  /** The drafts on show: `hand` as it fits into the field. */
  readonly offers: readonly Offer[];
  /** Place of the draft that Tab takes. */
  readonly selected: number;
  /** Whether the writer chose it, and it is not just the best. */
  readonly chosen: boolean;
  /** The text after which the drafts were dismissed; they stay away until a word after it is complete. */
  readonly hushed: string | null;
}

export type Change =
  /** The text changed (`ask`: drafts for it are wanted). */
  | { readonly type: 'written'; readonly field: FieldText | null; readonly ask: boolean }
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

/** Letters of a word that are looked through for its beginning: in a long text without any space that takes too long. */
const LONGEST_WORD = 100;

const NO_HAND: Hand = { text: '', drafts: [] };

export const SILENT: State = {
  field: null,
  query: null,
  done: true,
  hand: NO_HAND,
  offers: [],
  selected: 0,
  chosen: false,
  hushed: null,
};

/** The state after a change. What no longer continues the text goes at once. */
export function update(state: State, change: Change): State {
  switch (change.type) {
    case 'written':
      return written(state, change.field, change.ask);
    case 'moved':
      return moved(state, change.field);
    case 'asked':
      return written({ ...SILENT, hand: state.hand }, change.field, true);
    case 'drafts':
      return change.query === state.query ? arrived(state, change.drafts, change.done) : state;
    case 'failed':
      return change.query === state.query ? { ...state, done: true } : state;
    case 'selected':
      return select(state, change.index);
    case 'dismissed':
      return { ...SILENT, field: state.field, hushed: hushAt(state) };
    case 'left':
      return { ...SILENT, hushed: state.hushed };
  }
}

function written(state: State, field: FieldText | null, ask: boolean): State {
  const text = textToComplete(field);
  if (!field || text === null) return { ...SILENT, hushed: state.hushed };
  const hushed = isHushed(state.hushed, text) ? state.hushed : null;
  if (hushed !== null) return { ...SILENT, field, hushed };
  const hand = { text, drafts: remaining(state.hand, text) };
  const typed = text.slice(state.hand.text.length);
  // Drafts that are typed along while they grow are wanted to their end, whoever asked for them.
  const query = ask || (!state.done && hand.drafts.length > 0) ? { text } : null;
  return withOffers({ ...state, field, query, done: query === null, hand, hushed: null }, typed);
}

function moved(state: State, field: FieldText | null): State {
  // Each key is told of twice, as text and as a move of the caret.
  const { field: was } = state;
  if (was && field?.before === was.before && field.after === was.after) return state;
  if (field && textToComplete(field) === state.hand.text) return withOffers({ ...state, field });
  return { ...SILENT, hushed: state.hushed };
}

function arrived(state: State, drafts: readonly Draft[], done: boolean): State {
  if (!state.query) return state;
  // In their places while they grow; in the order of their worth at the end.
  const ordered = done ? drafts : inOrderOf(state.hand.drafts, drafts);
  return withOffers({ ...state, done, hand: { text: state.query.text, drafts: ordered } });
}

/** Brings the offers in line with hand and field; the draft that the writer chose stays selected. */
function withOffers(state: State, typed = ''): State {
  const offers = state.field ? offersFor(state.hand.drafts, state.field) : [];
  const chosen = state.chosen ? state.offers[state.selected] : undefined;
  const found = chosen ? followOffer(offers, chosen.text.slice(typed.length)) : -1;
  return { ...state, offers, selected: Math.max(0, found), chosen: found >= 0 };
}

function select(state: State, index: number): State {
  const count = state.offers.length;
  if (count === 0) return state;
  return { ...state, selected: ((index % count) + count) % count, chosen: true };
}

/** Where the word begins that the dismissed drafts had offered. */
function hushAt({ field, offers, selected }: State): string | null {
  if (!field) return null;
  const inWord = /^\S/.test(offers[selected]?.text ?? '') && /\S$/.test(field.before);
  if (!inWord) return field.before;
  const word = /[\p{L}\p{N}\p{M}_'’]+$/u;
  return field.before.slice(0, -LONGEST_WORD) + field.before.slice(-LONGEST_WORD).replace(word, '');
}

function isHushed(hushed: string | null, text: string): boolean {
  return hushed !== null && text.startsWith(hushed) && isWithinFirstWord(text.slice(hushed.length));
}
