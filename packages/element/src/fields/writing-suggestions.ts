const ATTRIBUTE = 'writingsuggestions';

/**
 * Keeps the browser's own grey text out of a field while drafts are offered in it; two at once can't be read. A page
 * that wants none of the browser's in a field gets none of ours either, unless the element itself says
 * `writingsuggestions="true"`. An editor that the page gave an adapter for sets it for reasons of its own.
 */
export class WritingSuggestions {
  /** Whether the page wants none in the field that was served last. */
  refused = false;
  private served: { readonly field: HTMLElement; readonly was: string | null } | undefined;

  constructor(private readonly owner: HTMLElement & { readonly adapter?: object }) {}

  serve(field: HTMLElement): void {
    this.restore();
    const said = field.closest(`[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE);
    const isAsked = this.owner.adapter !== undefined || this.owner.getAttribute(ATTRIBUTE) === 'true';
    this.refused = said === 'false' && !isAsked;
    if (this.refused || this.owner.hasAttribute('disabled')) return;
    this.served = { field, was: field.getAttribute(ATTRIBUTE) };
    field.setAttribute(ATTRIBUTE, 'false');
  }

  /** The field has what it had before. */
  restore(): void {
    const { field, was } = this.served ?? {};
    this.served = undefined;
    if (was === null) field?.removeAttribute(ATTRIBUTE);
    else if (was !== undefined) field?.setAttribute(ATTRIBUTE, was);
  }
}
