import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../engine/consent';
import type { ElementStatus } from '../engine/engine-link';
import { strings } from '../language/strings';

export interface StatusView {
  readonly status: ElementStatus | undefined;
  /** Whether drafts are being made. */
  readonly thinking: boolean;
  readonly retry: () => void;
  readonly answer: (answer: Answer) => void;
}

/** How things are, in the place of the drafts. */
export function statusView(view: StatusView): TemplateResult | typeof nothing {
  switch (view.status?.state) {
    case 'loading':
      return loading(view.status);
    case 'ready':
      return hint(view.status, view);
    case 'failed':
      return failed(view.status, view.retry);
    case 'asking':
      return asking(view.status, view.answer);
    case undefined:
      return nothing;
  }
}

function loading({ phase, loaded, total }: ElementStatus & { state: 'loading' }): TemplateResult {
  const text =
    phase === 'prepare'
      ? strings.preparing()
      : total === 0
        ? strings.loadingModel()
        : strings.loadingModelOf(loaded, total);
  return html`<div part="status" class="status">
    <progress
      part="progress"
      aria-label=${strings.loading()}
      max=${total || 1}
      value=${total ? loaded : nothing}
    ></progress>
    <span>${text}</span>
  </div>`;
}

function hint({ device, reason }: ElementStatus & { state: 'ready' }, view: StatusView): TemplateResult {
  const { thinking, retry } = view;
  // Nobody waits for the drafts of the table.
  const text =
    device === 'none'
      ? html`${strings.ngramsOnly()} ${inEnglish(reason)}`
      : thinking
        ? strings.thinking()
        : strings.ready();
  return html`<div part="hint" class="status hint ${thinking ? 'thinking' : ''}">
    <span>${text}</span>
    ${device === 'wasm' ? html`<span>${strings.slower()}</span>` : nothing}
    ${device === 'none' ? retryButton(retry) : nothing}
  </div>`;
}

/** Reasons come from the worker, in English, with what to do about it. */
function inEnglish(reason: string): TemplateResult {
  return html`<span lang="en">${reason}</span>`;
}

function retryButton(retry: () => void): TemplateResult {
  return html`<button part="button retry" type="button" @click=${retry}>${strings.retry()}</button>`;
}

function failed({ code, message }: ElementStatus & { state: 'failed' }, retry: () => void): TemplateResult {
  const reason = code === 'offline' ? strings.offline() : inEnglish(message);
  return html`<div part="status error" class="status failed" role="alert">
    <span><strong>${strings.noSuggestions()}</strong> ${reason}</span>
    ${retryButton(retry)}
  </div>`;
}

function asking(
  { bytes, declined }: ElementStatus & { state: 'asking' },
  answer: (answer: Answer) => void,
): TemplateResult {
  return html`<div part="status consent" class="status">
    <span>${declined ? strings.declined() : strings.ask(bytes)}</span>
    <span class="buttons">
      <button part="button download" type="button" @click=${() => answer('download')}>
        ${strings.download(bytes)}
      </button>
      ${declined ? nothing : html`<button part="button" type="button" @click=${() => answer('not-now')}>${strings.notNow()}</button>`}
    </span>
  </div>`;
}
