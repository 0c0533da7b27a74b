/**
 * Inserts text at the caret of the field that has the focus, through the browser's own editing: undo and redo work,
 * `beforeinput` and `input` are fired, `maxlength` holds.
 * @returns false where the browser can't, or a listener prevented it: the page refuses the text, or writes it itself
 */
export function typeText(field: HTMLElement, text: string): boolean {
  const { ownerDocument: document } = field;
  const kind = { inputType: 'insertText', data: text, bubbles: true, cancelable: true, composed: true };
  if (!field.dispatchEvent(new InputEvent('beforeinput', kind))) return false;
  // WebKit announces it as well; the others do not for a command.
  const announced = new AbortController();
  const hush = (event: Event) => event.stopImmediatePropagation();
  document.defaultView!.addEventListener('beforeinput', hush, { capture: true, signal: announced.signal });
  try {
    // Deprecated, and still the only way into a field's own undo history; all browsers have it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('insertText', false, text);
  } finally {
    announced.abort();
  }
}

/** What a keyboard or an input method does. A browser says so of nothing else: not of autofill, nor of a script. */
const TYPED = /^insert(?:Text|CompositionText|FromComposition|LineBreak|Paragraph)$/;

/** Whether an `input` event tells of something else than typing, as deletion, undo, paste and autofill are. */
export function isForeign(event: Event): boolean {
  return !event.isTrusted || !TYPED.test((event as Partial<InputEvent>).inputType ?? '');
}
