/**
 * Inserts text at the caret of the field that has the focus, through the browser's own editing: undo and redo work,
 * `beforeinput` and `input` are fired, `maxlength` holds. False where the browser can't or a listener prevented it.
 */
export function typeText(document: Document, text: string): boolean {
  // Deprecated, and still the only way into a field's own undo history; all browsers have it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand('insertText', false, text);
}

/** Whether what an `input` event tells of was not written here and now: pasted or dropped, undone or redone. */
export function isForeign(event: Event): boolean {
  return /^(?:insertFrom(?:Paste|Drop)|history)/.test((event as InputEvent).inputType);
}
