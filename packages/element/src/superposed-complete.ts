import type { Draft, PersonalExport } from '@superposed/engine';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import { updateWhenLocaleChanges } from '@lit/localize';
import type { CustomChips } from './bar/custom-chips';
import { KeyCommands } from './commands/key-commands';
import { Completion } from './completion/completion';
import type { State } from './drafts/state';
import type { Answer } from './engine/consent';
import { EngineLink, type ElementStatus } from './engine/engine-link';
import { keepFiles } from './engine/keep-files';
import { emit } from './events';
import { AttachedField } from './fields/attached-field';
import { FieldFinder } from './fields/field-finder';
import { followLanguage } from './language/localization';
import { strings } from './language/strings';
import { Learning } from './personal/learning';
import { Settings } from './settings';
import { styles } from './superposed-complete.styles';
import { announcement, Announcer } from './view/announcer';
import { barView } from './view/bar-view';
import { Presentation } from './view/presentation';

/**
 * Suggests several drafts of what comes next in a field, all computed on this device.
 *
 * Tab takes the selected draft, Control+→ its next word, Alt+1 … Alt+9 any draft; Alt+↓ asks for drafts, and with Alt+↑
 * selects one, Escape hides them until the next word. Macs have keys of their own. Undo takes a draft back.
 *
 * @slot - A textarea, a text input or a contenteditable element, with its label outside or inside.
 * @slot chip - A `<template>` for the content of a draft; in it `[data-draft]`, `[data-key]` and `[data-confidence]` are filled in.
 * @slot status - In place of what is shown while the model loads or has failed.
 * @fires {CustomEvent<SuggestDetail>} superposed-suggest - Drafts have come; repeated while they grow; preventing it keeps them from being shown.
 * @fires {CustomEvent<AcceptDetail>} superposed-accept - A draft is about to be inserted; can be prevented.
 * @fires {CustomEvent<DismissDetail>} superposed-dismiss - The drafts are about to be hidden by Escape; can be prevented.
 * @fires {CustomEvent<ElementStatus>} superposed-progress - The worker is loading, is ready (with its device), or has failed; or the user is asked before a download.
 * @fires {CustomEvent<ErrorDetail>} superposed-error - Something is missing or broken; the field works on.
 * @csspart bar - The space for drafts and status.
 * @csspart tray - What is in the bar; floats when the bar does, or when an on-screen keyboard is up.
 * @csspart drafts - The group of drafts.
 * @csspart draft - One draft.
 * @csspart selected - The draft that Tab takes.
 * @csspart ngrams - A draft that the n-gram table wrote, before the model was ready.
 * @csspart model - A draft that the model wrote.
 * @csspart key - The key that takes a draft.
 * @csspart ghost - The selected draft, drawn after the caret.
 * @csspart status - What is loading, or why there are no drafts.
 * @csspart hint - What can be expected, while nothing else is shown.
 * @csspart consent - The question before a download on a slow or metered line.
 * @csspart button - A button in the status.
 * @csspart download - The button that starts the download.
 * @csspart progress - The progress bar.
 * @csspart error - The status after a failure.
 * @csspart retry - The button that tries again.
 * @cssprop --superposed-accent - Colour of the selected draft's border and of focus.
 * @cssprop --superposed-color - Colour of the drafts' text.
 * @cssprop --superposed-muted-color - Colour of keys and loading text.
 * @cssprop --superposed-background - Background of a draft.
 * @cssprop --superposed-border-color - Border of a draft.
 * @cssprop --superposed-error-color - Colour of a failure.
 * @cssprop --superposed-ghost-opacity - Opacity of the ghost text, which has the colour of the field's.
 * @cssprop --superposed-radius - Corner radius of a draft.
 * @cssprop --superposed-draft-width - Width of a column of drafts.
 * @cssprop --superposed-tray-background - Background of drafts that float.
 * @cssprop --superposed-bar-height - Height of the bar, kept free so that the page doesn't jump.
 */
@customElement('superposed-complete')
export class SuperposedComplete extends Settings {
  static override styles = styles;

  private readonly link = new EngineLink(import.meta.url, {
    onClient: () => this.completion.look(),
    onStatus: (status) => this.onStatus(status),
    onWarning: (error) => this.completion.report(error, false),
  });
  private readonly field = new AttachedField(this, {
    written: (foreign) => this.completion.written(foreign),
    moved: () => this.completion.moved(),
    left: () => this.completion.left(),
    key: (event) => this.onKey(event),
    focused: () => {
      this.completion.focused();
      this.requestUpdate();
    },
    scrolled: () => this.presentation.drawGhost(),
  });
  private readonly finder = new FieldFinder(this, this.field);
  private readonly learning = new Learning(this.field, this.link);
  private readonly completion: Completion = new Completion(this, this.field, this.link, this.learning, {
    changed: (state) => {
      this.commands.shown(state, this.bar !== 'off');
      this.requestUpdate();
    },
    inNextFrame: (task) => this.presentation.inNextFrame(task),
    accepted: (inserted) => {
      this.announcer.tell(strings.inserted(inserted.trim()));
      keepFiles();
    },
  });
  private readonly announcer = new Announcer(this);
  private readonly presentation: Presentation = new Presentation(
    this,
    this.field,
    () => {
      const { state, bar, ghost, disabled } = this;
      return { state, keyMap: this.commands.keyMap, bar, ghost, disabled };
    },
    () => this.commands.frame(),
  );
  private readonly commands: KeyCommands = new KeyCommands(this.completion, this.field, this.presentation);
  private customChips: CustomChips | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** The drafts on show, best first. */
  get drafts(): readonly Draft[] {
    return this.state.suggestions;
  }

  /** How the worker does, or what the user is asked first; undefined while the element is disabled. */
  get status(): ElementStatus | undefined {
    return this.link.status;
  }

  private get state(): State {
    return this.completion.state;
  }

  /** Asks for drafts at the caret, whatever the trigger and what has been dismissed. */
  suggest(): void {
    this.completion.suggest();
  }

  /**
   * Inserts a draft at the caret, undoable like typing; with `words`, only its first words.
   * False where there is none, or a listener prevented it.
   */
  accept(index = this.state.selected, { words }: { words?: number } = {}): boolean {
    return this.completion.accept(index, words) !== null;
  }

  /** Hides the drafts until the next word. False where there are none, or a listener prevented it. */
  dismiss(): boolean {
    return this.completion.dismiss();
  }

  /** Tries again after a failure. */
  retry(): void {
    this.link.retry();
  }

  /** The user's answer to the question that comes before a download; from a page that asks in its own way. */
  answer(answer: Answer): void {
    this.link.answer(answer);
  }

  /**
   * All that was learned from the writer, as data for them to keep; null where there is no n-gram table.
   * @throws {EngineError} there is no worker: the element is disabled, not on the page, or it has failed
   */
  exportPersonal(): Promise<PersonalExport | null> {
    return this.learning.export();
  }

  /**
   * Forgets all that was learned from the writer, and deletes it from this browser, with or without `personal`.
   * @throws {EngineError} there is no worker: the element is disabled, not on the page, or it has failed
   */
  deletePersonal(): Promise<void> {
    return this.learning.delete();
  }

  /**
   * Never offers `text` again, in any draft: on later visits too with `personal`, else until the page is left. Case,
   * punctuation and white space do not count. Drafts on show are made anew.
   * @throws {EngineError} there is no worker: the element is disabled, not on the page, or it has failed
   */
  async neverSuggest(text: string): Promise<void> {
    const shown = this.drafts.length > 0;
    await this.learning.never(text);
    if (shown) this.suggest();
  }

  /** Lets go of the field and the worker; connecting the element again brings them back. */
  dispose(): void {
    this.finder.letGo();
    this.presentation.letGo();
    this.disconnectLink();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followLanguage(this);
    if (!this.hasUpdated) {
      // At once: before there is a slot, a field in here is nowhere, and takes no focus.
      this.performUpdate();
      return;
    }
    if (!this.link.client) this.connectLink();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved keeps its worker.
    queueMicrotask(() => {
      if (!this.isConnected) this.dispose();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('keys')) this.commands.use(this.keys);
    const where = ['model', 'ngrams', 'ort', 'device', 'personal', 'consent', 'disabled'] as const;
    if (where.some((name) => changed.has(name))) this.connectLink();
    this.announcer.say(announcement(this.state, this.commands.keyMap));
  }

  protected override firstUpdated(): void {
    // Where supported, who refers to the element from outside means its listbox.
    if ('referenceTarget' in this.shadowRoot!) this.shadowRoot.referenceTarget = 'drafts';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('bar') || changed.has('disabled')) {
      void import('./view/recorders').then(({ leaveUnrecorded }) => leaveUnrecorded(this.renderRoot));
    }
  }

  protected override render() {
    const bar = this.bar === 'off' || this.disabled ? nothing : this.renderBar();
    return html`
      ${this.bar === 'above' ? bar : nothing}
      <slot @slotchange=${() => this.finder.find()}></slot>
      ${this.bar === 'above' ? nothing : bar}
      <slot
        name="chip"
        hidden
        @slotchange=${(event: Event) => this.takeTemplate(event.target as HTMLSlotElement)}
      ></slot>
      <div class="ghost" aria-hidden="true" hidden><div part="ghost"></div></div>
      <div class="stage" aria-hidden="true"></div>
      <div class="announcement" role="status">${this.announcer.text}</div>
    `;
  }

  private renderBar() {
    const { suggestions, selected, chosen, query, done } = this.state;
    return barView({
      suggestions,
      selected,
      chosen,
      keys: this.commands.keyMap,
      custom: this.customChips,
      take: (index) => this.accept(index),
      status: this.link.status,
      thinking: query !== null && !done,
      retry: () => this.retry(),
      answer: (answer) => this.answer(answer),
    });
  }

  private async takeTemplate(slot: HTMLSlotElement): Promise<void> {
    const { CustomChips } = await import('./bar/custom-chips');
    (this.customChips ??= new CustomChips()).use(slot.assignedElements());
    this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.disabled || !this.commands.handle(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private connectLink(): void {
    this.disconnectLink();
    if (this.disabled || !this.isConnected) return;
    this.link.connect(this);
    if (this.personal) this.learning.start();
  }

  private disconnectLink(): void {
    this.learning.stop();
    this.completion.left();
    this.link.disconnect();
  }

  private onStatus(status: ElementStatus): void {
    this.requestUpdate();
    emit(this, 'superposed-progress', status);
    if (status.state === 'failed') this.completion.report(status, true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'superposed-complete': SuperposedComplete;
  }
}
