/** What is written around the caret of a field. */
export interface FieldText {
  /** The text up to the caret. */
  readonly before: string;
  /** The text from the caret on, at least to the end of its paragraph. */
  readonly after: string;
  /** UTF-16 units that still fit into the field; Infinity where it has no limit. */
  readonly room: number;
  /** Whether a line break may be inserted. */
  readonly multiline: boolean;
}

/** Where the caret is, all in coordinates of the viewport. */
export interface CaretPlace {
  /** The caret itself; its width does not matter. */
  readonly caret: DOMRect;
  /** The box in whose width lines wrap. */
  readonly lines: DOMRect;
  /** What can be seen of the field's content; ghost text is cut off at its edges. */
  readonly view: DOMRect;
  /** The element in whose font the ghost text is set. */
  readonly styled: Element;
  /** Pixels of the viewport to one of `styled`, where zoom or transforms enlarge it other than `<superposed-complete>`. */
  readonly scale?: number;
}

/** What an adapter tells the element. */
export interface FieldListener {
  /**
   * The writer, or a script that acts like one, changed the text.
   * @param foreign whether they did not type it: it was pasted, dropped, deleted, undone, replaced or filled in. Then
   *   nothing is offered until they type, nor learned
   */
  changed(foreign?: boolean): void;
  /** The caret may be elsewhere, the text is as it was. */
  moved(): void;
}

/**
 * All that `<superposed-complete>` needs to know of a field. Textareas, text inputs and contenteditable have theirs;
 * for an editor, write one and set it as the element's `adapter` (see docs/adapters.md).
 */
export interface FieldAdapter {
  /** Has the focus while the writer writes; keys and compositions are heard here. */
  readonly element: HTMLElement;
  /** The text around the caret; null while nothing may be inserted (a selection, a read-only or secret field). */
  read(): FieldText | null;
  /**
   * Inserts `text` at the caret as if it were typed: undoable, and followed by an `input` event where the field has
   * one. Then moves the caret over the next `skip` characters, which the field held already.
   */
  insert(text: string, skip: number): void;
  /** Where the caret is; null where that can't be told, and then there is no ghost text. */
  place(): CaretPlace | null;
  /**
   * Called at each frame while drafts are shown, to tell `listener` of a change that it was not told of. An adapter that
   * hears of all changes does without.
   */
  check?(): void;
  /** Tells `listener` what happens, until `signal` is aborted. */
  listen(listener: FieldListener, signal: AbortSignal): void;
}
