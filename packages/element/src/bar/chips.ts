import { html, nothing, type TemplateResult } from 'lit';
import type { KeyMap } from '../keys';
import type { Offer } from '../offers';
import { strings } from '../strings';
import type { CustomChips } from './custom-chips';

export interface Chips {
  readonly offers: readonly Offer[];
  readonly selected: number;
  readonly keys: KeyMap;
  readonly custom: CustomChips;
  readonly take: (index: number) => void;
}

/** The drafts, one a button; each keeps its button while it grows. */
export function chips({ offers, selected, keys, custom, take }: Chips): TemplateResult {
  const chip = (offer: Offer, index: number) => {
    const isSelected = index === selected;
    const shortcuts = [...(isSelected ? keys.accept : []), keys.acceptNumber[index] ?? []].flat();
    const key = shortcuts[0] ?? '';
    return html`<button
      part="draft ${isSelected ? 'selected' : ''} ${offer.source}"
      class="draft"
      type="button"
      ?data-selected=${isSelected}
      data-source=${offer.source}
      aria-keyshortcuts=${shortcuts.join(' ') || nothing}
      @mousedown=${keepFocus}
      @click=${() => take(index)}
    >
      ${
        custom.content(index, offer, key) ??
        html`<span dir="auto">${offer.text.trim()}</span
          >${key ? html`<kbd part="key" aria-hidden="true">${key}</kbd>` : nothing}`
      }
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
