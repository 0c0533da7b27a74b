import type { FieldAdapter } from './field-adapter';
import { notePasswords } from './secret-field';
import { isTextControl, TextControlAdapter } from './text-control';

export const FIELDS = 'textarea, input, [contenteditable]';

/** Null where there is no field; a promise where what it needs is loaded first. */
export type FoundField = FieldAdapter | Promise<FieldAdapter> | null;

/**
 * The field that `host` is for.
 * @param id of a field elsewhere; '' for the first one in the slot
 */
export function fieldOf(host: Element, id: string, slot: HTMLSlotElement, stage: HTMLElement): FoundField {
  if (id) return fieldById(host.getRootNode(), id, stage);
  return fieldWithin(slot.assignedElements({ flatten: true }), stage);
}

/** The field that came into focus, where it is one of those that `host` is for. */
export function fieldAt(event: Event, host: Element, id: string, stage: HTMLElement): FoundField {
  const [target] = event.composedPath() as Element[];
  const mine = id ? target?.id === id : host.contains(event.target as Node);
  return target && mine ? adapterFor(target, stage) : null;
}

/** The adapter for an element that text is written in; null where it is none, or one that nothing is offered in. */
function adapterFor(element: Element, stage: HTMLElement): FoundField {
  notePasswords(element);
  if (isTextControl(element)) return new TextControlAdapter(element, stage);
  const host = editingHost(element);
  return host && editableAdapter(host);
}

/** Most pages have only native fields. */
async function editableAdapter(host: HTMLElement): Promise<FieldAdapter> {
  const { EditableAdapter } = await import('./editable');
  return new EditableAdapter(host);
}

/** The outermost element that is edited together with this one; null where nothing is. */
function editingHost(element: Element): HTMLElement | null {
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return null;
  const parent = element.parentElement;
  return (parent && editingHost(parent)) ?? element;
}

/** The first field in what is slotted, itself or deeper down. */
function fieldWithin(elements: readonly Element[], stage: HTMLElement): FoundField {
  for (const element of elements) {
    for (const candidate of [element, ...element.querySelectorAll(FIELDS)]) {
      const adapter = candidate.matches(FIELDS) ? adapterFor(candidate, stage) : null;
      if (adapter) return adapter;
    }
  }
  return null;
}

/** The field with an id in a document or a shadow root. */
function fieldById(root: Node, id: string, stage: HTMLElement): FoundField {
  const element = (root as Partial<NonElementParentNode>).getElementById?.(id);
  return element ? adapterFor(element, stage) : null;
}
