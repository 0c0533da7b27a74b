import type { Status } from '@superposed/engine';
import { html, nothing, type TemplateResult } from 'lit';

const WHAT = {
  model: 'Loading the language model',
  prepare: 'Starting the language model',
} as const;

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** One line about what is loading, with the sizes where they are known. */
export function loadingText({ phase, loaded, total }: Status & { state: 'loading' }): string {
  if (total === 0) return `${WHAT[phase]} …`;
  return `${WHAT[phase]}: ${megabytes(loaded)} of ${megabytes(total)} MB`;
}

/** The state of the worker while there is something to say about it. */
export function statusView(status: Status | undefined, retry: () => void): TemplateResult | typeof nothing {
  if (status?.state === 'loading') {
    const { loaded, total } = status;
    return html`<div part="status" class="status">
      <progress
        part="progress"
        aria-label="Loading"
        max=${total || 1}
        value=${total ? loaded : nothing}
      ></progress>
      <span>${loadingText(status)}</span>
    </div>`;
  }
  if (status?.state === 'failed') {
    return html`<div part="status error" class="status failed" role="alert">
      <span><strong>No suggestions:</strong> ${status.message}</span>
      <button part="retry" class="retry" type="button" @click=${retry}>Try again</button>
    </div>`;
  }
  return nothing;
}
