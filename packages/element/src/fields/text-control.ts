import type { CaretMirror, TextControl } from './caret-mirror';
import type { CaretPlace, FieldAdapter, FieldListener, FieldText } from './field-adapter';
import { FieldChanges } from './field-changes';
import { isSecretField } from './secret-field';
import { isForeign, typeText } from './type-text';

/** Whether this is a control that text is written in. */
export function isTextControl(element: Element): element is TextControl {
  if (element.localName === 'textarea') return true;
  return element.localName === 'input' && /^(?:text|search)$/.test((element as HTMLInputElement).type);
}

/** A textarea, or a text or search input. */
export class TextControlAdapter implements FieldAdapter {
  private mirror: CaretMirror | undefined;
  private changes: FieldChanges | undefined;

  /** @param stage an empty hidden element in which the text may be laid out once more, to find the caret */
  constructor(
    readonly element: TextControl,
    stage: HTMLElement,
  ) {
    void this.loadMirror(stage);
  }

  read(): FieldText | null {
    const text = this.readText();
    if (!text?.before) this.mirror?.clear();
    return text;
  }

  insert(text: string, skip: number): void {
    const { element } = this;
    element.focus();
    // A caret that is set ends a step of undo, before the draft and after it: browsers merge it with what is typed else.
    this.moveCaret(0);
    if (typeText(element, text)) this.moveCaret(skip);
  }

  place(): CaretPlace | null {
    return this.mirror?.measure() ?? null;
  }

  listen(listener: FieldListener, signal: AbortSignal): void {
    const { element } = this;
    let seen = element.value;
    let growth = 0;
    const differs = () => {
      growth = element.value.length - seen.length;
      return seen !== (seen = element.value);
    };
    const changes = new FieldChanges(element, listener, differs, () => growth > 0);
    this.changes = changes;
    const hear = (event: Event) => {
      // More than was typed: a script wrote as well, and said nothing.
      const typed = (event as Partial<InputEvent>).data?.length ?? 1;
      changes.written(isForeign(event) || element.value.length - seen.length > typed);
    };
    element.addEventListener('input', hear, { signal });
    // Nothing of what was written stays in the document beside the field.
    const clear = () => this.mirror?.clear();
    element.addEventListener('blur', clear, { signal });
    signal.addEventListener('abort', clear);
    element.getRootNode().addEventListener('selectionchange', () => changes.moved(), { signal });
    // A font that came late is in no style.
    element.ownerDocument.fonts.addEventListener('loadingdone', () => this.mirror?.forget(), { signal });
  }

  check(): void {
    this.changes?.check();
  }

  private readText(): FieldText | null {
    const { element } = this;
    if (!isTextControl(element) || element.readOnly || element.matches(':disabled')) return null;
    if (isSecretField(element)) return null;
    const { selectionStart: caret, selectionEnd, value, maxLength } = element;
    if (caret === null || caret !== selectionEnd) return null;
    return {
      before: value.slice(0, caret),
      after: value.slice(caret),
      room: maxLength < 0 ? Infinity : Math.max(0, maxLength - value.length),
      multiline: element.localName === 'textarea',
    };
  }

  private moveCaret(by: number): void {
    const caret = (this.element.selectionEnd ?? 0) + by;
    this.element.setSelectionRange(caret, caret);
  }

  /** It is there long before the first drafts. */
  private async loadMirror(stage: HTMLElement): Promise<void> {
    const { CaretMirror } = await import('./caret-mirror');
    this.mirror = new CaretMirror(this.element, stage);
  }
}
