import type { CaretPlace, FieldAdapter, FieldText } from './field-adapter';
import { isApart } from './flat-tree';
import type { FoundField } from './find-field';

export interface FieldEvents {
  /** @param foreign what came in is not of the writer's own writing */
  written(foreign?: boolean): void;
  moved(): void;
  /** The writer went elsewhere, or the form was sent or reset. */
  left(): void;
  /** The focus came to the field, or left it. */
  focused(): void;
  key(event: KeyboardEvent): void;
  /** What is drawn at the caret has to be drawn anew. */
  scrolled(): void;
}

/** The field that an element works for, if any, with all that is listened to at it. */
export class AttachedField {
  private adapter: FieldAdapter | null = null;
  private found: FoundField = null;
  private listening = new AbortController();
  private composing = false;

  constructor(
    private readonly owner: HTMLElement,
    private readonly events: FieldEvents,
  ) {}

  /** What is around the caret; null where nothing may be suggested. */
  read(): FieldText | null {
    const { adapter } = this;
    // Drafts would be behind the dialog that the field is in.
    if (!adapter || this.composing || isApart(adapter.element, this.owner)) return null;
    return adapter.read();
  }

  place(): CaretPlace | null {
    return this.adapter?.place() ?? null;
  }

  /** Tells of a change that no event told of. */
  check(): void {
    this.adapter?.check?.();
  }

  insert(text: string, skip: number): void {
    this.adapter?.insert(text, skip);
  }

  /** The field itself; null where there is none. */
  get element(): HTMLElement | null {
    return this.adapter?.element ?? null;
  }

  get focused(): boolean {
    return this.adapter?.element.matches(':focus-within') === true;
  }

  get rightToLeft(): boolean {
    return this.adapter !== null && getComputedStyle(this.adapter.element).direction === 'rtl';
  }

  /** Takes the place of what was attached or is on its way. */
  attach(found: FoundField): void {
    this.found = found;
    if (!(found instanceof Promise)) this.use(found);
    else void found.then((adapter) => this.useLate(found, adapter));
  }

  /** The writer may have begun meanwhile. */
  private useLate(found: FoundField, adapter: FieldAdapter): void {
    if (found !== this.found || adapter.element === this.adapter?.element) return;
    this.use(adapter);
    if (this.focused) this.events.written();
  }

  private use(adapter: FieldAdapter | null): void {
    if (adapter?.element === this.adapter?.element) return;
    this.release();
    if (!adapter) return;
    this.adapter = adapter;
    const { signal } = (this.listening = new AbortController());
    const { element } = adapter;
    adapter.listen(
      { changed: (foreign) => this.events.written(foreign), moved: () => this.events.moved() },
      signal,
    );
    // Before the page's own listeners: a key that takes a draft does nothing else.
    element.addEventListener('keydown', (event) => this.events.key(event), { signal, capture: true });
    element.addEventListener('compositionstart', () => this.compose(true), { signal });
    element.addEventListener('compositionend', () => this.compose(false), { signal });
    element.addEventListener('focus', () => this.events.focused(), { signal });
    element.addEventListener('blur', (event) => this.onBlur(event), { signal });
    const draw = () => this.events.scrolled();
    const passive = { signal, capture: true, passive: true };
    for (const target of [element, window]) target.addEventListener('scroll', draw, passive);
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    signal.addEventListener('abort', () => sizes.disconnect());
    const root = element.getRootNode();
    for (const type of ['submit', 'reset']) {
      root.addEventListener(type, (event) => this.onForm(event), { signal, capture: true });
    }
  }

  detach(): void {
    this.found = null;
    this.release();
  }

  private release(): void {
    this.listening.abort();
    if (!this.adapter) return;
    this.adapter = null;
    this.composing = false;
    this.events.left();
  }

  private compose(composing: boolean): void {
    this.composing = composing;
    this.events.written();
  }

  private onBlur({ relatedTarget }: FocusEvent): void {
    // The window lost the focus, not the field; or it went to a draft.
    if (!this.owner.ownerDocument.hasFocus() || relatedTarget === this.owner) return;
    this.composing = false;
    this.events.focused();
    this.events.left();
  }

  private onForm({ target }: Event): void {
    const element = this.adapter?.element;
    const form = (element as Partial<HTMLTextAreaElement> | undefined)?.form ?? element?.closest('form');
    if (form && form === target) this.events.left();
  }
}
