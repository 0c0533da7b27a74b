import { html, nothing, type TemplateResult } from 'lit';
import type { KeyMap } from '../keys';
import type { Offer } from '../offers';
import { strings } from '../strings';

export interface Chips {
  readonly offers: readonly Offer[];
  readonly selected: number;
  readonly keys: KeyMap;
  readonly take: (index: number) => void;
}

/** The drafts, one a button; each keeps its button while it grows. */
export function chips({ offers, selected, keys, take }: Chips): TemplateResult {
  const chip = ({ text }: Offer, index: number) => {
    const isSelected = index === selected;
    const shortcuts = [...(isSelected ? keys.accept : []), keys.acceptNumber[index] ?? []].flat();
    return html`<button
      part=${isSelected ? 'draft selected' : 'draft'}
      class="draft"
      type="button"
      ?data-selected=${isSelected}
      aria-keyshortcuts=${shortcuts.join(' ') || nothing}
      @mousedown=${keepFocus}
      @click=${() => take(index)}
    >
      <span>${text.trim()}</span
      >${shortcuts[0] ? html`<kbd part="key" aria-hidden="true">${shortcuts[0]}</kbd>` : nothing}
    </button>`;
  };
  return html`<div part="drafts" class="drafts" role="group" aria-label=${strings.suggestions()}>
    ${offers.map(chip)}
  </div>`;
}

/** A press on a draft must not take the focus, and with it the keyboard of a phone, from the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
