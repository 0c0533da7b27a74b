import type { Status } from '@superposed/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { loadingText, strings } from './strings';

/** The state of the worker while there is something to say about it. */
export function statusView(status: Status | undefined, retry: () => void): TemplateResult | typeof nothing {
  if (status?.state === 'loading') {
    const { loaded, total } = status;
    return html`<div part="status" class="status">
      <progress
        part="progress"
        aria-label=${strings.loading()}
        max=${total || 1}
        value=${total ? loaded : nothing}
      ></progress>
      <span>${loadingText(status)}</span>
    </div>`;
  }
  if (status?.state === 'failed') {
    return html`<div part="status error" class="status failed" role="alert">
      <span><strong>${strings.noSuggestions()}</strong> ${status.message}</span>
      <button part="retry" class="retry" type="button" @click=${retry}>${strings.retry()}</button>
    </div>`;
  }
  return nothing;
}
