import { textAround, type Boundary } from './editable-text';
import { boxesOf } from './boxes';
import type { CaretPlace, FieldAdapter, FieldListener, FieldText } from './field-adapter';
import { isSecretField } from './secret-field';
import { FieldChanges } from './field-changes';
import { isForeign, typeText } from './type-text';

/** An element with `contenteditable`. */
export class EditableAdapter implements FieldAdapter {
  private changes: FieldChanges | undefined;
  private mutated = false;

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
    // Focus may put the caret at the beginning; and a caret that is set ends a step of undo, as it does below.
    this.moveCaret(caret);
    if (!typeText(element, text)) return;
    this.moveCaret(this.caret());
    for (let moves = 0; moves < skip; moves++) this.selection()?.modify('move', 'forward', 'character');
  }

  place(): CaretPlace | null {
    const caret = this.caret();
    if (!caret) return null;
    const { element } = this;
    const styled = caret.node instanceof Element ? caret.node : (caret.node.parentElement ?? element);
    const rect = caretRect(caret);
    const block = boxesOf(blockOf(styled, element));
    const host = boxesOf(element);
    if (!rect || !block || !host) return null;
    return { caret: rect, lines: block.content, view: host.padding, styled, scale: block.scale };
  }

  listen(listener: FieldListener, signal: AbortSignal): void {
    const { element } = this;
    const observer = new MutationObserver(() => {
      this.mutated = true;
      changes.mutated();
    });
    observer.observe(element, { characterData: true, childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
    const changes = new FieldChanges(element, listener, () => {
      const differs = observer.takeRecords().length > 0 || this.mutated;
      this.mutated = false;
      return differs;
    });
    this.changes = changes;
    const announced = (event: Event) => changes.announce(isForeign(event));
    element.addEventListener('beforeinput', announced, { signal, capture: true });
    element.addEventListener('input', (event) => changes.written(isForeign(event)), { signal });
    element.ownerDocument.addEventListener('selectionchange', () => changes.moved(), { signal });
  }

  check(): void {
    this.changes?.check();
  }

  private moveCaret(to: Boundary | null): void {
    if (to) this.selection()?.collapse(to.node, to.offset);
  }

  /** Chromium tells what is selected in a shadow tree to that tree alone. */
  private selection(): Selection | null {
    const root = this.element.getRootNode() as
      Document | (ShadowRoot & { getSelection?(): Selection | null });
    return root.getSelection?.() ?? this.element.ownerDocument.getSelection();
  }

  private caret(): Boundary | null {
    const selection = this.selection();
    const range = selection && this.rangeOf(selection);
    if (!range?.collapsed || !this.element.contains(range.startContainer)) return null;
    return { node: range.startContainer, offset: range.startOffset };
  }

  /** WebKit tells it to those who name the shadow tree, and else only its host. */
  private rangeOf(selection: Selection): AbstractRange | undefined {
    const root = this.element.getRootNode();
    if (root instanceof ShadowRoot && 'getComposedRanges' in selection && !('getSelection' in root))
      return selection.getComposedRanges({ shadowRoots: [root] })[0];
    return selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
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
  if (!(node instanceof HTMLElement)) return null;
  const boxes = boxesOf(node);
  if (!boxes) return null;
  const height = Number.parseFloat(getComputedStyle(node).fontSize) * 1.2 * boxes.scale;
  return new DOMRect(boxes.content.left, boxes.content.top, 0, height);
}

function blockOf(element: Element, host: HTMLElement): HTMLElement {
  const inline = /^(?:inline|contents)/.test(getComputedStyle(element).display);
  if (!(inline || !(element instanceof HTMLElement)) || element === host) return element as HTMLElement;
  return element.parentElement ? blockOf(element.parentElement, host) : host;
}
