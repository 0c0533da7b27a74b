import { html, type TemplateResult } from 'lit';
import { chips, type Chips } from '../bar/chips';
import { statusView, type StatusView } from './status-view';

/** The space for drafts, and for how things are while there are none. */
export function barView(view: Chips & StatusView): TemplateResult {
  return html`<div part="bar" class="bar">
    <div part="tray" class="tray">
      ${view.suggestions.length > 0 ? chips(view) : html`<slot name="status">${statusView(view)}</slot>`}
    </div>
  </div>`;
}
