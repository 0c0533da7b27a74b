const WORD = /^[\p{L}\p{N}\p{M}_]/u;

/**
 * The text up to the caret, or null where nothing should be suggested: in a field that can't be edited, with a
 * selection, in the middle of a word, or before anything is written.
 */
export function textToComplete(field: HTMLTextAreaElement): string | null {
  if (field.readOnly || field.matches(':disabled')) return null;
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart !== selectionEnd || WORD.test(value.slice(selectionEnd))) return null;
  const text = value.slice(0, selectionStart);
  return text.trim() === '' ? null : text;
}

/** What a key press asks for while drafts are shown: the number of a draft, 'dismiss', or nothing. */
export function keyAction(event: KeyboardEvent): number | 'dismiss' | undefined {
  // The keys of an input method are its own, the last one too: Safari ends the composition before that key.
  if (event.isComposing || event.key === 'Process') return undefined;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  if (event.altKey) {
    // The code, as Option and a digit write another character on a Mac.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    return digit === undefined ? undefined : Number(digit) - 1;
  }
  if (event.key === 'Tab') return 0;
  return event.key === 'Escape' ? 'dismiss' : undefined;
}
