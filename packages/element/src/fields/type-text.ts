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

/** Whether what an `input` event tells of was not written here and now: pasted or dropped, undone or redone. */
export function isForeign(event: Event): boolean {
  return /^(?:insertFrom(?:Paste|Drop)|history)/.test((event as InputEvent).inputType);
}
