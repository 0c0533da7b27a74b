import type { CaretMirror, TextControl } from './caret-mirror';
import type { CaretPlace, FieldAdapter, FieldListener, FieldText } from './field-adapter';
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

  /** @param stage an empty hidden element in which the text may be laid out once more, to find the caret */
  constructor(
    readonly element: TextControl,
    stage: HTMLElement,
  ) {
    void this.loadMirror(stage);
  }

  read(): FieldText | null {
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

  insert(text: string, skip: number): void {
    const { element } = this;
    element.focus();
    if (!typeText(element.ownerDocument, text)) return;
    const caret = (element.selectionEnd ?? 0) + skip;
    if (skip > 0) element.setSelectionRange(caret, caret);
  }

  place(): CaretPlace | null {
    return this.mirror?.measure() ?? null;
  }

  listen(listener: FieldListener, signal: AbortSignal): void {
    this.element.addEventListener('input', (event) => listener.changed(isForeign(event)), { signal });
    this.element.getRootNode().addEventListener('selectionchange', () => listener.moved(), { signal });
  }

  /** It is there long before the first drafts. */
  private async loadMirror(stage: HTMLElement): Promise<void> {
    const { CaretMirror } = await import('./caret-mirror');
    this.mirror = new CaretMirror(this.element, stage);
  }
}
