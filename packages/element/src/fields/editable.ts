import { textAround, type Boundary } from './editable-text';
import type { CaretPlace, FieldAdapter, FieldListener, FieldText } from './field-adapter';
import { isSecretField } from './secret-field';
import { isForeign, typeText } from './type-text';

/** An element with `contenteditable`. */
export class EditableAdapter implements FieldAdapter {
  constructor(readonly element: HTMLElement) {}

  read(): FieldText | null {
    const { element } = this;
    const caret = this.caret();
    if (!caret || !element.isContentEditable || element.ariaReadOnly === 'true') return null;
    if (isSecretField(element)) return null;
    return { ...textAround(element, caret), room: Infinity, multiline: element.ariaMultiLine !== 'false' };
  }

  insert(text: string, skip: number): void {
    const caret = this.caret();
    if (!caret) return;
    const { element } = this;
    element.focus();
    // Focus may put the caret at the beginning.
    this.selection()?.collapse(caret.node, caret.offset);
    if (!typeText(element.ownerDocument, text)) return;
    for (let moves = 0; moves < skip; moves++) this.selection()?.modify('move', 'forward', 'character');
  }

  place(): CaretPlace | null {
    const caret = this.caret();
    if (!caret) return null;
    const { element } = this;
    const styled = caret.node instanceof Element ? caret.node : (caret.node.parentElement ?? element);
    const rect = caretRect(caret);
    if (!rect) return null;
    return { caret: rect, lines: contentBox(blockOf(styled, element)), view: paddingBox(element), styled };
  }

  listen(listener: FieldListener, signal: AbortSignal): void {
    this.element.addEventListener('input', (event) => listener.changed(isForeign(event)), { signal });
    this.element.ownerDocument.addEventListener('selectionchange', () => listener.moved(), { signal });
  }

  private selection(): Selection | null {
    const root = this.element.getRootNode() as
      Document | (ShadowRoot & { getSelection?(): Selection | null });
    // Chromium tells what is selected in a shadow tree to that tree alone.
    return root.getSelection?.() ?? this.element.ownerDocument.getSelection();
  }

  private caret(): Boundary | null {
    const selection = this.selection();
    if (!selection?.isCollapsed || !selection.anchorNode || !this.element.contains(selection.anchorNode)) {
      return null;
    }
    return { node: selection.anchorNode, offset: selection.anchorOffset };
  }
}

/** A collapsed range has no box at the ends of some nodes; the character beside it, or the element, has. */
function caretRect({ node, offset }: Boundary): DOMRect | null {
  const range = node.ownerDocument!.createRange();
  range.setStart(node, offset);
  range.collapse(true);
  const own = range.getClientRects()[0];
  if (own) return own;
  const child = node.childNodes[offset] ?? node.childNodes[offset - 1];
  if (child instanceof Element) {
    const rect = child.getBoundingClientRect();
    if (rect.height > 0) return new DOMRect(rect.left, rect.top, 0, rect.height);
  }
  if (!(node instanceof Element)) return null;
  const { left, top } = contentBox(node);
  const height = Number.parseFloat(getComputedStyle(node).fontSize) * 1.2;
  return new DOMRect(left, top, 0, height);
}

function blockOf(element: Element, host: Element): Element {
  const inline = /^(?:inline|contents)/.test(getComputedStyle(element).display);
  return inline && element !== host && element.parentElement ? blockOf(element.parentElement, host) : element;
}

function paddingBox(element: Element): DOMRect {
  const { left, top } = element.getBoundingClientRect();
  return new DOMRect(
    left + element.clientLeft,
    top + element.clientTop,
    element.clientWidth,
    element.clientHeight,
  );
}

function contentBox(element: Element): DOMRect {
  const { left, top, width, height } = paddingBox(element);
  const style = getComputedStyle(element);
  const [before, after, above, below] = [
    style.paddingLeft,
    style.paddingRight,
    style.paddingTop,
    style.paddingBottom,
  ].map((length) => Number.parseFloat(length)) as [number, number, number, number];
  return new DOMRect(left + before, top + above, width - before - after, height - above - below);
}
