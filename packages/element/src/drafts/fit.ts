import { cutsWord, startsWithWord, type Draft } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import { withoutRepetition } from './repetition';
import { gapBefore, meeting } from './spacing';
import { wordsWithin } from './words';

/** A draft as it fits where the caret is. */
export interface Suggestion extends Draft {
  /** How many characters after the caret are the end of the draft already, and are not inserted again. */
  readonly skip: number;
  /** The space that is put in after the text, where what follows needs one. */
  readonly gap?: string;
}

/** The text to complete; null in the middle of a word and before anything is written. */
export function textToComplete(field: FieldText | null): string | null {
  if (!field || field.room === 0) return null;
  if (startsWithWord(field.after) && !/\s$/.test(field.before)) return null;
  return field.before.trim() === '' ? null : field.before;
}

/** Whether ghost text has room after the caret: it can't push away what is written on the same line. */
export function isLineEnd({ after }: FieldText): boolean {
  return /^[^\S\n]*(?:\n|$)/.test(after);
}

/** The drafts as they fit into the field; none twice, and none of which nothing is left. */
export function fitDrafts(drafts: readonly Draft[], field: FieldText): Suggestion[] {
  const suggestions = new Map<string, Suggestion>();
  for (const draft of drafts) {
    const suggestion = fit(draft, field);
    if (suggestion.text.trim() !== '' && !suggestions.has(suggestion.text))
      suggestions.set(suggestion.text, suggestion);
  }
  return [...suggestions.values()];
}

function fit(draft: Draft, { after, room, multiline }: FieldText): Suggestion {
  const text = multiline ? draft.text : draft.text.split('\n', 1)[0]!;
  const skip = overlap(text, after);
  const own = skip > 0 ? text.slice(0, text.length - skip) : meeting(withoutRepetition(text, after), after);
  const fitting = wordsWithin(own, room);
  const whole = fitting === own;
  const gap = whole && skip === 0 && own.length < room ? gapBefore(own, after) : '';
  return { ...draft, text: fitting, skip: whole ? skip : 0, gap };
}

/** Length of the longest end of `text` that `after` begins with, whole words only. */
function overlap(text: string, after: string): number {
  for (let length = Math.min(text.length, after.length); length > 0; length--) {
    const shared = after.slice(0, length);
    if (!text.endsWith(shared) || shared.trim() === '') continue;
    const splitsAfter = cutsWord(shared, after.slice(length));
    const splitsBefore = cutsWord(text.slice(0, -length), shared);
    if (!splitsAfter && !splitsBefore) return length;
  }
  return 0;
}

/** The place of the suggestion that `text` has grown into or been cut from; -1 where there is none. */
export function followSuggestion(suggestions: readonly Suggestion[], text: string): number {
  return suggestions.findIndex(
    (suggestion) => suggestion.text.startsWith(text) || text.startsWith(suggestion.text),
  );
}

/** The drafts in the order of those on show, as far as they have grown from them; new ones after them. */
export function inOrderOf(shown: readonly Draft[], drafts: readonly Draft[]): Draft[] {
  const left = [...drafts];
  const kept: Draft[] = [];
  for (const { text } of shown) {
    const index = left.findIndex((draft) => draft.text.startsWith(text));
    if (index >= 0) kept.push(...left.splice(index, 1));
  }
  return [...kept, ...left];
}
