import { EditableAdapter, editingHost } from './editable';
import type { FieldAdapter } from './field-adapter';
import { isTextControl, TextControlAdapter } from './text-control';

const FIELDS = 'textarea, input, [contenteditable]';

/** The adapter for an element that text is written in; null where it is none, or one that nothing is offered in. */
export function adapterFor(element: Element, stage: HTMLElement): FieldAdapter | null {
  if (isTextControl(element)) return new TextControlAdapter(element, stage);
  const host = editingHost(element);
  return host && new EditableAdapter(host);
}

/** The first field in what is slotted, itself or deeper down. */
export function fieldWithin(elements: readonly Element[], stage: HTMLElement): FieldAdapter | null {
  for (const element of elements) {
    for (const candidate of [element, ...element.querySelectorAll(FIELDS)]) {
      const adapter = candidate.matches(FIELDS) ? adapterFor(candidate, stage) : null;
      if (adapter) return adapter;
    }
  }
  return null;
}

/** The field with an id in a document or a shadow root. */
export function fieldById(root: Node, id: string, stage: HTMLElement): FieldAdapter | null {
  const element = (root as Partial<NonElementParentNode>).getElementById?.(id);
  return element ? adapterFor(element, stage) : null;
}
