import { Composition } from './composition';
import type { CaretPlace, FieldAdapter, FieldText } from './field-adapter';
import { isApart } from './flat-tree';
import type { FoundField } from './find-field';
import { WritingSuggestions } from './writing-suggestions';

export interface FieldEvents {
  /** @param foreign whether the writer did not type it; undefined where the text is only looked at again */
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

/** UTF-16 units after the caret that drafts may depend on. */
const MOST_AFTER = 100;

/** The field that an element works for, if any, with all that is listened to at it. */
export class AttachedField {
  private adapter: FieldAdapter | null = null;
  private found: FoundField = null;
  private listening = new AbortController();
  private readonly composition = new Composition();
  /** Whether the field lets go of the focus only to have it again. */
  private refocusing = false;
  private readonly browsers: WritingSuggestions;

  constructor(
    private readonly owner: HTMLElement,
    private readonly events: FieldEvents,
  ) {
    this.browsers = new WritingSuggestions(owner);
  }

  /** What is around the caret; null where nothing may be suggested. */
  read(): FieldText | null {
    const { adapter } = this;
    // Drafts would be behind the dialog that the field is in.
    if (!adapter || this.composition.silent || this.browsers.refused || isApart(adapter.element, this.owner))
      return null;
    return adapter.read();
  }

  /** Null too while a word is composed, which is underlined and may change as a whole. */
  place(): CaretPlace | null {
    return this.composition.active ? null : (this.adapter?.place() ?? null);
  }

  /** Tells of a change that no event told of. */
  check(): void {
    this.adapter?.check?.();
  }

  insert(text: string, skip: number): void {
    if (this.composition.active) this.endComposition();
    this.adapter?.insert(text, skip);
  }

  /** The field itself; null where there is none. */
  get element(): HTMLElement | null {
    return this.adapter?.element ?? null;
  }

  /** What drafts depend on besides the text before the caret: the field's language, and what follows. */
  get surroundings(): { readonly language?: string; readonly after?: string } {
    const language = this.element?.closest<HTMLElement>('[lang]')?.lang;
    const after = this.read()?.after.slice(0, MOST_AFTER);
    return { ...(language && { language }), ...(after && { after }) };
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
      { changed: (foreign = false) => this.events.written(foreign), moved: () => this.events.moved() },
      signal,
    );
    // Before the page's own listeners: a key that takes a draft does nothing else.
    element.addEventListener('keydown', (event) => this.events.key(event), { signal, capture: true });
    element.addEventListener('compositionstart', () => this.onCompositionStart(), { signal });
    element.addEventListener('compositionupdate', (event) => this.onCompose(event), { signal });
    element.addEventListener('compositionend', () => this.onComposed(), { signal });
    element.addEventListener('focus', () => this.onFocus(), { signal });
    element.addEventListener('blur', (event) => this.onBlur(event), { signal });
    const draw = () => this.events.scrolled();
    const passive = { signal, capture: true, passive: true };
    for (const target of [element, window]) target.addEventListener('scroll', draw, passive);
    if (this.focused) this.browsers.serve(element);
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
    this.browsers.restore();
    if (!this.adapter) return;
    this.adapter = null;
    this.composition.end();
    this.events.left();
  }

  private onCompositionStart(): void {
    this.composition.start();
    this.events.written();
  }

  /** An `input` event follows. */
  private onCompose({ data }: CompositionEvent): void {
    this.composition.update(data, this.adapter?.read()?.before ?? '');
  }

  private onComposed(): void {
    this.composition.end();
    this.events.written();
  }

  /** What is composed stays as it is. Input methods end with the focus, and a page can't end them otherwise. */
  private endComposition(): void {
    const element = this.adapter?.element;
    this.refocusing = true;
    element?.blur();
    element?.focus();
    this.refocusing = false;
    this.composition.end();
  }

  private onFocus(): void {
    if (this.refocusing) return;
    if (this.adapter) this.browsers.serve(this.adapter.element);
    this.events.focused();
  }

  private onBlur({ relatedTarget }: FocusEvent): void {
    // The window lost the focus, not the field; or it went to a draft.
    if (this.refocusing || !this.owner.ownerDocument.hasFocus() || relatedTarget === this.owner) return;
    this.composition.end();
    this.browsers.restore();
    this.events.focused();
    this.events.left();
  }

  private onForm({ target }: Event): void {
    const element = this.adapter?.element;
    const form = (element as Partial<HTMLTextAreaElement> | undefined)?.form ?? element?.closest('form');
    if (form && form === target) this.events.left();
  }
}
