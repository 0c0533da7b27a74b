import {
  connect,
  isAbort,
  remaining,
  type Draft,
  type EngineConfig,
  type EngineError,
  type Hand,
  type Status,
  type SuggestionClient,
} from '@superposed/engine';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { insertTextIntoField } from 'text-field-edit';
import { assetBase, resolveAddresses } from './addresses';
import { emit } from './events';
import { keyAction, textToComplete } from './field';
import { statusView } from './status-view';
import { styles } from './superposed-complete.styles';

/** Missing where the element was not put through Vite. */
const viteEnvironment = import.meta.env as ImportMetaEnv | undefined;
const BASE = assetBase(
  import.meta.url,
  viteEnvironment?.DEV ? viteEnvironment.BASE_URL : undefined,
  document.baseURI,
);
const NOTHING: Hand = { text: '', drafts: [] };

/**
 * Suggests several drafts of what comes next below a textarea, all computed on this device.
 *
 * A click or Tab takes the best draft, Alt+1 … Alt+9 takes any of them, Escape hides them until the text changes,
 * and the browser's own undo takes a draft back.
 *
 * @slot - One `<textarea>`, with its label outside or inside.
 * @fires {CustomEvent<SuggestDetail>} superposed-suggest - Drafts have come; repeated while they grow.
 * @fires {CustomEvent<AcceptDetail>} superposed-accept - A draft is about to be inserted; can be prevented.
 * @fires {CustomEvent<DismissDetail>} superposed-dismiss - The drafts were hidden by Escape.
 * @fires {CustomEvent<Status>} superposed-progress - The worker is loading, is ready (with its device), or has failed.
 * @fires {CustomEvent<ErrorDetail>} superposed-error - Something is missing or broken; the textarea works on.
 * @csspart bar - The space below the textarea.
 * @csspart drafts - The group of drafts.
 * @csspart draft - One draft.
 * @csspart key - The key that takes a draft.
 * @csspart status - What is loading, or why there are no drafts.
 * @csspart progress - The progress bar.
 * @csspart error - The status after a failure.
 * @csspart retry - The button that tries again.
 * @cssprop --superposed-accent - Colour of the best draft's border and of focus.
 * @cssprop --superposed-color - Colour of the drafts' text.
 * @cssprop --superposed-muted-color - Colour of keys and loading text.
 * @cssprop --superposed-background - Background of a draft.
 * @cssprop --superposed-border-color - Border of a draft.
 * @cssprop --superposed-error-color - Colour of a failure.
 * @cssprop --superposed-radius - Corner radius of a draft.
 * @cssprop --superposed-bar-height - Least height of the bar, kept free so that the page doesn't jump.
 */
@customElement('superposed-complete')
export class SuperposedComplete extends LitElement {
  static override styles = styles;

  /** Number of drafts, 1 … 10. */
  @property({ type: Number }) k = 3;
  /** Most tokens of a draft, 1 … 64; a token is about three quarters of a word. */
  @property({ type: Number, attribute: 'max-tokens' }) maxTokens = 10;
  /** Address of the model's manifest. Default: beside the element's own files. */
  @property() model?: string;
  /** Address of the n-gram table's manifest; '' for none. Default: beside the element's own files. */
  @property() ngrams?: string;
  /** Address of the folder with onnxruntime-web's files. Default: beside the element's own files. */
  @property() ort?: string;
  /** Where the model runs. */
  @property() device: EngineConfig['device'] = 'auto';
  /** 'distinct': each draft begins with another word. 'paper': Superposed Decoding as published. */
  @property() openings: 'distinct' | 'paper' = 'distinct';
  /**
   * Steps after its first word in which each draft is computed on its own, 0 … 64; together from then on. 0 costs
   * least; more keeps the ends of the drafts coherent, at up to half more time. Only with openings 'distinct'.
   */
  @property({ type: Number, attribute: 'branch-steps' }) branchSteps = 4;
  /** Milliseconds to wait for the next keystroke. */
  @property({ type: Number }) debounce = 60;
  /** No suggestions, and nothing is loaded. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private hand: Hand = NOTHING;
  @state() private workerStatus: Status | undefined;
  @state() private announcement = '';
  private field: HTMLTextAreaElement | undefined;
  private fieldListeners = new AbortController();
  private client: SuggestionClient | undefined;
  private request: AbortController | undefined;
  private dismissedText: string | undefined;
  private composing = false;
  private readyAt = 0;

  /** The drafts on show, best first. */
  get drafts(): readonly Draft[] {
    return this.hand.drafts;
  }

  /** How the worker does; undefined while the element is disabled. */
  get status(): Status | undefined {
    return this.workerStatus;
  }

  /** Inserts a draft at the caret, undoable like typing. False where there is none or a listener prevented it. */
  accept(index = 0): boolean {
    const draft = this.hand.drafts[index];
    if (!this.field || !draft || textToComplete(this.field) !== this.hand.text) return false;
    if (!emit(this, 'superposed-accept', { draft, index, text: this.hand.text }, true)) return false;
    this.field.focus();
    insertTextIntoField(this.field, draft.text);
    return true;
  }

  /** Hides the drafts until the text changes. */
  dismiss(): void {
    emit(this, 'superposed-dismiss', this.hand);
    this.dismissedText = this.hand.text;
    this.clear();
  }

  /** Tries again after a failure. */
  retry(): void {
    this.client?.retry();
    this.refresh();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.client) this.connectClient();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved keeps its worker.
    queueMicrotask(() => {
      if (!this.isConnected) this.disconnectClient();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const where = ['model', 'ngrams', 'ort', 'device', 'disabled'] as const;
    if (where.some((name) => changed.has(name))) this.connectClient();
  }

  protected override render() {
    const { drafts } = this.hand;
    return html`
      <slot @slotchange=${(event: Event) => this.takeField(event)}></slot>
      <div part="bar" class="bar" ?hidden=${this.disabled}>
        ${
          drafts.length === 0
            ? statusView(this.workerStatus, () => this.retry())
            : html`<div part="drafts" class="drafts" role="group" aria-label="Suggestions">
                ${drafts.map((draft, index) => this.renderDraft(draft, index))}
              </div>`
        }
      </div>
      <div class="announcement" role="status">${this.announcement}</div>
    `;
  }

  private renderDraft({ text }: Draft, index: number) {
    const key = index === 0 ? 'Tab' : `Alt+${index + 1}`;
    return html`<button
      part="draft"
      class="draft"
      type="button"
      aria-keyshortcuts=${index === 0 ? 'Tab Alt+1' : key}
      @mousedown=${keepFocus}
      @click=${() => this.accept(index)}
    >
      <span>${text.trim()}</span
      >${index < 9 ? html`<kbd part="key" aria-hidden="true">${key}</kbd>` : nothing}
    </button>`;
  }

  private connectClient(): void {
    this.disconnectClient();
    if (this.disabled || !this.isConnected) return;
    const addresses = resolveAddresses(this, BASE, document.baseURI);
    this.client = connect(
      { ...addresses, device: this.device },
      { onStatus: (status) => this.showStatus(status), onWarning: (error) => this.report(error, false) },
    );
    this.showStatus(this.client.status);
    this.refresh();
  }

  private disconnectClient(): void {
    this.clear();
    this.client?.dispose();
    this.client = undefined;
    this.workerStatus = undefined;
  }

  private showStatus(status: Status): void {
    this.workerStatus = status;
    this.readyAt = performance.now();
    emit(this, 'superposed-progress', status);
    if (status.state === 'failed') this.report(status, true);
  }

  private report({ code, message }: Pick<EngineError, 'code' | 'message'>, fatal: boolean): void {
    emit(this, 'superposed-error', { code, message, fatal });
  }

  private takeField(event: Event): void {
    const slotted = (event.target as HTMLSlotElement).assignedElements({ flatten: true });
    const fields = slotted.map((element) => element.closest('textarea') ?? element.querySelector('textarea'));
    const field = fields.find((each) => each !== null);
    if (field === this.field) return;
    this.fieldListeners.abort();
    this.fieldListeners = new AbortController();
    this.field = field;
    this.clear();
    const options = { signal: this.fieldListeners.signal };
    field?.addEventListener('keydown', (key) => this.onKey(key), options);
    field?.addEventListener('input', () => this.refresh(), options);
    field?.getRootNode().addEventListener('selectionchange', () => this.onCaret(), options);
    field?.addEventListener('compositionstart', () => this.onComposition(true), options);
    field?.addEventListener('compositionend', () => this.onComposition(false), options);
  }

  private onKey(event: KeyboardEvent): void {
    const action = this.hand.drafts.length > 0 ? keyAction(event) : undefined;
    if (action === undefined) return;
    if (action === 'dismiss') this.dismiss();
    else if (!this.accept(action)) return;
    event.preventDefault();
  }

  /** A caret that has gone elsewhere leaves its drafts behind; only typing asks for new ones. */
  private onCaret(): void {
    if (this.field && textToComplete(this.field) !== this.hand.text) this.clear();
  }

  private onComposition(composing: boolean): void {
    this.composing = composing;
    this.refresh();
  }

  private clear(): void {
    this.request?.abort();
    this.hand = NOTHING;
    this.announcement = '';
  }

  /** Brings drafts and text together again after any change. What no longer continues the text goes at once. */
  private refresh(): void {
    const text = this.field && !this.composing && !this.disabled ? textToComplete(this.field) : null;
    if (text !== this.dismissedText) this.dismissedText = undefined;
    if (text === null || text === this.dismissedText || !this.client) {
      this.clear();
      return;
    }
    this.hand = { text, drafts: remaining(this.hand, text) };
    void this.ask(this.client, text);
  }

  private async ask(client: SuggestionClient, text: string): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    const start = performance.now();
    const show = (drafts: readonly Draft[], done: boolean): void => {
      if (request.signal.aborted) return;
      this.hand = { text, drafts };
      emit(this, 'superposed-suggest', {
        drafts,
        text,
        done,
        milliseconds: performance.now() - Math.max(start, this.readyAt),
      });
    };
    const { k, maxTokens, openings, branchSteps, debounce } = this;
    const options = { k, maxTokens, openings, branchSteps, debounce, signal: request.signal };
    try {
      const drafts = await client.suggest(text, options, (growing) => show(growing, false));
      show(drafts, true);
      this.announcement = announce(drafts);
    } catch (error) {
      if (isAbort(error) || client.status.state === 'failed') return;
      this.report(error as EngineError, false);
    }
  }
}

/** A press on a draft must not take the focus, and with it the keyboard of a phone, from the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

function announce(drafts: readonly Draft[]): string {
  const [best] = drafts;
  if (!best) return '';
  const count = drafts.length === 1 ? '1 suggestion' : `${drafts.length} suggestions`;
  return `${count}. Tab inserts: ${best.text.trim()}. Escape hides.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'superposed-complete': SuperposedComplete;
  }
}
