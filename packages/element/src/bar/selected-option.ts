let count = 0;

/** What is read out of an option. */
export interface OptionText {
  readonly text: string;
  /** Where the draft comes from; '' where that goes without saying. */
  readonly source: string;
  readonly shortcuts: string;
}

/**
 * The selected draft, as the field can point at it. ARIA's references do not reach into another shadow root, so the
 * option is a child of the host, slotted over its chip: in the accessibility tree it is in the listbox, and in the
 * document it is beside the field.
 */
export class SelectedOption {
  private option: HTMLElement | undefined;
  private field: HTMLElement | undefined;

  constructor(private readonly host: HTMLElement) {}

  /** Stands for the chip at `index`; the field points at it. Its id changes with the draft, so that it is read out. */
  show(field: HTMLElement, index: number, { text, source, shortcuts }: OptionText): void {
    const slot = `option-${index}`;
    if (this.option?.slot !== slot || this.field !== field) {
      this.hide();
      this.option = this.host.ownerDocument.createElement('span');
      this.option.slot = slot;
      this.option.role = 'option';
      this.option.ariaSelected = 'true';
      this.option.id = `superposed-option-${++count}`;
      this.host.append(this.option);
      this.host.id ||= `superposed-complete-${count}`;
      this.field = field;
      field.setAttribute('aria-controls', this.host.id);
      field.setAttribute('aria-activedescendant', this.option.id);
      // A field in a shadow root of its own sees no ids out here.
      if (field.getRootNode() !== this.host.getRootNode() && 'ariaActiveDescendantElement' in field) {
        field.ariaControlsElements = [this.host];
        field.ariaActiveDescendantElement = this.option;
      }
    }
    if (this.option.textContent !== text) this.option.textContent = text;
    this.option.setAttribute('aria-keyshortcuts', shortcuts);
    this.option.ariaDescription = source || null;
  }

  /** Nothing is selected: the field is as it was. */
  hide(): void {
    this.option?.remove();
    this.field?.removeAttribute('aria-activedescendant');
    this.field?.removeAttribute('aria-controls');
    this.option = undefined;
    this.field = undefined;
  }
}
