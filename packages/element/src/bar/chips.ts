import { html, nothing, type TemplateResult } from 'lit';
import type { KeyMap } from '../keys/key-map';
import type { Suggestion } from '../drafts/fit';
import { strings } from '../language/strings';
import type { CustomChips } from './custom-chips';

export interface Chips {
  readonly suggestions: readonly Suggestion[];
  readonly selected: number;
  /** Whether the writer selected it: then an option in the light DOM, slotted here, stands for the chip. */
  readonly chosen: boolean;
  readonly keys: KeyMap;
  readonly custom: CustomChips | undefined;
  readonly take: (index: number) => void;
}

/** The keys that take a draft, as in `aria-keyshortcuts`. */
export function shortcutsOf(keys: KeyMap, index: number, isSelected: boolean): string[] {
  return [...(isSelected ? keys.accept : []), keys.acceptNumber[index] ?? []].flat();
}

/** What is to be said of where a draft comes from, if anything. */
export function sourceOf({ source }: Suggestion): string {
  return source === 'ngrams' ? strings.quick() : '';
}

/** The drafts as a listbox, one an option; each keeps its chip while it grows. */
export function chips({ suggestions, selected, chosen, keys, custom, take }: Chips): TemplateResult {
  const chip = (suggestion: Suggestion, index: number) => {
    const isSelected = index === selected;
    const standsIn = chosen && isSelected;
    const shortcuts = shortcutsOf(keys, index, isSelected);
    const key = shortcuts[0] ?? '';
    // The keys of a draft are pressed in the field, which keeps the focus.
    // eslint-disable-next-line lit-a11y/click-events-have-key-events
    return html`<div
      part="draft ${isSelected ? 'selected' : ''} ${suggestion.source}"
      class="draft"
      role=${standsIn ? 'presentation' : 'option'}
      ?data-selected=${isSelected}
      data-source=${suggestion.source}
      ?data-open=${suggestion.source === 'phrases' && /\s$/.test(suggestion.text)}
      aria-selected=${standsIn ? nothing : isSelected}
      aria-description=${(!standsIn && sourceOf(suggestion)) || nothing}
      aria-keyshortcuts=${standsIn ? nothing : shortcuts.join(' ') || nothing}
      @mousedown=${keepFocus}
      @click=${() => take(index)}
    >
      ${
        custom?.content(index, suggestion, key) ??
        html`<span dir="auto" aria-hidden=${standsIn || nothing}>${suggestion.text.trim()}</span
          >${key ? html`<kbd part="key" aria-hidden="true">${key}</kbd>` : nothing}`
      }<slot name="option-${index}"></slot>
    </div>`;
  };
  return html`<div
    part="drafts"
    class="drafts"
    id="drafts"
    role="listbox"
    aria-label=${strings.suggestions()}
  >
    ${suggestions.map(chip)}
  </div>`;
}

/** A press on a draft must not take the focus, and with it the keyboard of a phone, from the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
