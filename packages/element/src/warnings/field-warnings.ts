import { FIELDS } from '../fields/find-field';
import { isTextControl } from '../fields/text-control';
import type { Settings } from '../settings';

/** Which element serves a field. */
const servers = new WeakMap<Element, Settings>();

/** What is wrong with the field that an element is for, one sentence each. */
export function fieldWarnings(element: Settings): string[] {
  if (element.adapter) return [];
  const field = fieldFor(element);
  if (!field) {
    const { htmlFor } = element;
    return [
      htmlFor
        ? `for="${htmlFor}" names no textarea, text input or contenteditable in the same document or shadow root.`
        : 'There is no textarea, text input or contenteditable inside. Put one there, or name one with for="…".',
    ];
  }
  const warnings = [];
  const other = servers.get(field);
  if (other && other !== element && other.isConnected && fieldFor(other) === field) {
    warnings.push(
      'Another <superposed-complete> serves the same field, so drafts come twice. Remove one of them.',
    );
  } else {
    servers.set(field, element);
  }
  if (!isLabelled(field)) {
    warnings.push(
      'The field has no label, so screen readers can’t name it. Give it a <label> or an aria-label.',
    );
  }
  return warnings;
}

/** Whether a draft that was taken came into nothing: an editor that writes in its own way alone. */
export function refusalWarning(element: Settings, inserted: string): string[] {
  const field = element.adapter ? undefined : fieldFor(element);
  if (!field) return [];
  const text = (field as Partial<HTMLTextAreaElement>).value ?? field.textContent;
  if (plain(text).includes(plain(inserted))) return [];
  return [
    'The field did not take the draft: an editor refused it. Give the element an adapter (docs/adapters.md).',
  ];
}

/** Editors break lines, and use spaces of their own. */
const plain = (text: string) => text.replace(/[\s\u200B\uFEFF]+/g, '').toLowerCase();

function fieldFor(element: Settings): Element | undefined {
  const { htmlFor } = element;
  const root = element.getRootNode() as Document | ShadowRoot;
  const candidates = htmlFor ? [root.getElementById(htmlFor)] : element.querySelectorAll(FIELDS);
  return [...candidates].find(
    (candidate): candidate is HTMLElement =>
      candidate instanceof HTMLElement && (isTextControl(candidate) || candidate.isContentEditable),
  );
}

/** Whether anything names it but a placeholder, which is gone once something is written. */
function isLabelled(field: Element): boolean {
  const named = ['aria-label', 'aria-labelledby', 'title'].some((name) => field.getAttribute(name)?.trim());
  return named || ((field as Partial<HTMLInputElement>).labels?.length ?? 0) > 0;
}
