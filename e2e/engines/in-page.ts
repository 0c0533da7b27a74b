/** What `installFinder` puts on the window. */
declare global {
  interface Window {
    /** Elements that match, in document order, those in shadow roots too. */
    find(selector: string): HTMLElement[];
  }
}

/** Where a field's caret is, and what is in it. */
export interface FieldState {
  readonly text: string;
  /** Offsets of the selection; null in a contenteditable. */
  readonly start: number | null;
  readonly end: number | null;
  readonly focused: boolean;
}

/** What an element shows. */
export interface Shown {
  readonly chips: string[];
  readonly selected: string | null;
  /** The ghost text that can be seen; null where there is none. */
  readonly ghost: string | null;
  /** Whether the drafts will grow no more. */
  readonly complete: boolean;
}

/** Runs in the page. */
export function installFinder(): void {
  const within = (root: Document | ShadowRoot, selector: string): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? within(element.shadowRoot, selector) : []),
    ]);
  window.find = (selector) => within(document, selector);
}

/** Runs in the page. */
export function fieldState(selector: string): FieldState {
  const field = window.find(selector)[0] as HTMLTextAreaElement;
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const editable = field.isContentEditable;
  return {
    // A contenteditable keeps its last space as one that does not break.
    text: editable ? field.innerText.replace(/\u00A0/g, ' ').trimEnd() : field.value,
    start: editable ? null : field.selectionStart,
    end: editable ? null : field.selectionEnd,
    focused: active === field,
  };
}

/** Runs in the page. */
export function whatIsShown(): Shown {
  const text = (element?: Element | null) => element?.querySelector('span')?.textContent ?? null;
  const chips = window.find('[part~=draft]');
  const ghost = window.find('[part~=ghost]').find((element) => {
    const { width } = element.getBoundingClientRect();
    return width > 0 && getComputedStyle(element).visibility === 'visible';
  });
  return {
    chips: chips.map((chip) => text(chip) ?? ''),
    selected: text(window.find('[part~=selected]')[0]),
    ghost: ghost?.textContent ?? null,
    complete: (window as { complete?: boolean }).complete ?? false,
  };
}
