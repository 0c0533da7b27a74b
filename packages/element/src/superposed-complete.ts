import type { Draft, EngineError, PersonalExport, GateName } from '@superposed/engine';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import { updateWhenLocaleChanges } from '@lit/localize';
import { announcement, Announcer } from './view/announcer';
import type { CustomChips } from './bar/custom-chips';
import type { Answer } from './engine/consent';
import { keepFiles } from './engine/keep-files';
import { EngineLink, type ElementStatus } from './engine/engine-link';
import { emit } from './events';
import { AttachedField } from './fields/attached-field';
import { fieldAt, fieldOf } from './fields/find-field';
import { KeyCommands } from './commands/key-commands';
import { followLanguage } from './language/localization';
import { strings } from './language/strings';
import { textToComplete } from './drafts/fit';
import { Learning } from './personal/learning';
import { Presentation } from './view/presentation';
import { Settings } from './settings';
import type { State, Writing } from './drafts/state';
import { barView } from './view/bar-view';
import { Suggestions } from './drafts/suggestions';
import { styles } from './superposed-complete.styles';
import { firstWords } from './drafts/words';

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
    onClient: () => this.onWritten(),
    onStatus: (status) => this.onStatus(status),
    onWarning: (error) => this.report(error, false),
  });
  private readonly suggestions = new Suggestions({
    ask: (text, onDrafts, signal) => this.ask(text, onDrafts, signal),
    suggested: (text, drafts, done, milliseconds) => {
      const sinceReady = Math.min(milliseconds, performance.now() - this.link.since);
      const { suppressed } = this;
      const detail = { drafts, text, done, suppressed, milliseconds: sinceReady };
      return emit(this, 'superposed-suggest', detail, true);
    },
    failed: (error) => {
      if (this.link.status?.state !== 'failed') this.report(error, false);
    },
    changed: (state) => {
      this.commands.shown(state, this.bar !== 'off');
      this.requestUpdate();
    },
  });
  private readonly field = new AttachedField(this, {
    written: (foreign) => {
      const { inserting } = this;
      this.learning.written(foreign && !inserting);
      const by = inserting ?? (foreign === undefined ? undefined : foreign ? 'correction' : 'typing');
      this.onWritten(by);
    },
    moved: () => {
      this.learning.moved();
      this.suggestions.dispatch({ type: 'moved', field: this.field.read() });
    },
    left: () => {
      this.learning.left();
      this.suggestions.dispatch({ type: 'left' });
      // Nothing of what was written stays in the document beside the field.
      this.stage.replaceChildren();
    },
    key: (event) => this.onKey(event),
    focused: () => {
      this.learning.moved();
      this.link.client?.readAhead(this.field.read()?.before ?? '', this.contextText);
      this.requestUpdate();
    },
    scrolled: () => this.presentation.drawGhost(),
  });
  private readonly learning = new Learning(this.field, this.link);
  private readonly announcer = new Announcer(this);
  private readonly presentation: Presentation = new Presentation(this, this.field, () => {
    const { state, bar, ghost, disabled } = this;
    return { state, keyMap: this.commands.keyMap, bar, ghost, disabled };
  });
  /** Gates that held back some of the drafts asked for last. */
  private suppressed: readonly GateName[] = [];
  private readonly commands: KeyCommands = new KeyCommands({
    state: () => this.state,
    read: () => this.field.read(),
    rightToLeft: () => this.field.rightToLeft,
    visible: () => this.presentation.visible,
    sees: (index) => this.presentation.sees(index),
    suggest: () => this.suggest(),
    accept: (index, options) => this.accept(index, options),
    dismiss: () => this.dismiss(),
    select: (index) => this.suggestions.dispatch({ type: 'selected', index }),
  });
  /** What the element writes into the field at this moment, if anything. */
  private inserting: Writing | undefined;
  private customChips: CustomChips | undefined;
  private listening = new AbortController();

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
    return this.suggestions.state;
  }
  private get stage(): HTMLElement {
    return this.renderRoot.querySelector('.stage')!;
  }

  /** Asks for drafts at the caret, whatever the trigger and what has been dismissed. */
  suggest(): void {
    this.suggestions.dispatch({ type: 'asked', field: this.field.read() });
  }

  /**
   * Inserts a draft at the caret, undoable like typing; with `words`, only its first words.
   * False where there is none, or a listener prevented it.
   */
  accept(index = this.state.selected, { words }: { words?: number } = {}): boolean {
    const { suggestions, draftSet } = this.state;
    const suggestion = suggestions[index];
    if (!suggestion || textToComplete(this.field.read()) !== draftSet.text) return false;
    const first = words === undefined ? suggestion.text : firstWords(suggestion.text, words);
    const whole = first === suggestion.text;
    const inserted = whole ? first + (suggestion.gap ?? '') : first;
    const detail = { draft: suggestion, index, text: draftSet.text, inserted };
    if (!emit(this, 'superposed-accept', detail, true)) return false;
    this.insert(inserted, whole ? suggestion.skip : 0, whole ? 'draft' : 'typing');
    this.announcer.tell(strings.inserted(inserted.trim()));
    keepFiles();
    return true;
  }

  /** Hides the drafts until the next word. False where there are none, or a listener prevented it. */
  dismiss(): boolean {
    const { suggestions, draftSet } = this.state;
    if (suggestions.length === 0) return false;
    if (!emit(this, 'superposed-dismiss', { drafts: suggestions, text: draftSet.text }, true)) return false;
    this.suggestions.dispatch({ type: 'dismissed' });
    return true;
  }

  /** Tries again after a failure. */
  retry(): void {
    this.link.retry();
    this.onWritten();
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
    this.listening.abort();
    this.field.detach();
    this.presentation.letGo();
    this.disconnectLink();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
    followLanguage(this);
    if (!this.hasUpdated) {
      // At once: before there is a slot, a field in here is nowhere, and takes no focus.
      this.performUpdate();
      return;
    }
    if (!this.link.client) this.connectLink();
    this.findField();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening.abort();
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
    if (changed.has('htmlFor') || changed.has('adapter')) this.findField();
    if (changed.has('bar') || changed.has('disabled')) {
      void import('./view/recorders').then(({ leaveUnrecorded }) => leaveUnrecorded(this.renderRoot));
    }
    this.presentation.draw();
  }

  protected override render() {
    const bar = this.bar === 'off' || this.disabled ? nothing : this.renderBar();
    return html`
      ${this.bar === 'above' ? bar : nothing}
      <slot @slotchange=${() => this.findField()}></slot>
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

  private listen(): void {
    const { signal } = (this.listening = new AbortController());
    // Fields that come later, or are deeper down, or the second of several: the one with the focus is meant.
    this.getRootNode().addEventListener('focusin', (event) => this.onFocus(event), { signal });
    const redraw = () => this.requestUpdate();
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, redraw, { signal });
    addEventListener('online', () => this.link.offline && this.retry(), { signal });
  }

  private onFocus(event: Event): void {
    const found = this.adapter ? null : fieldAt(event, this, this.htmlFor, this.stage);
    if (found) this.field.attach(found);
  }

  private async takeTemplate(slot: HTMLSlotElement): Promise<void> {
    const { CustomChips } = await import('./bar/custom-chips');
    (this.customChips ??= new CustomChips()).use(slot.assignedElements());
    this.requestUpdate();
  }

  private findField(): void {
    const slot = this.renderRoot.querySelector<HTMLSlotElement>('slot:not([name])')!;
    this.field.attach(this.adapter ?? fieldOf(this, this.htmlFor, slot, this.stage));
  }

  /** Editors may tell of it a moment later. */
  private insert(text: string, skip: number, by: Writing): void {
    this.inserting = by;
    setTimeout(() => (this.inserting = undefined));
    this.field.insert(text, skip);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.disabled || !this.commands.handle(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param by how the text came about; undefined where it is only looked at again */
  private onWritten(by?: Writing): void {
    const field = this.disabled ? null : this.field.read();
    if (this.hasUpdated && !field?.before) this.stage.replaceChildren();
    this.suggestions.dispatch({ type: 'written', field, ask: this.trigger === 'auto', by });
  }

  private ask(text: string, onDrafts: (drafts: Draft[]) => void, signal: AbortSignal) {
    const language = this.field.element?.closest<HTMLElement>('[lang]')?.lang || undefined;
    this.suppressed = [];
    const onSuppressed = (names: readonly GateName[]) => (this.suppressed = names);
    const options = { ...this.suggestOptions, language, signal, onSuppressed };
    return this.link.client?.suggest(text, options, onDrafts) ?? null;
  }

  private connectLink(): void {
    this.disconnectLink();
    if (this.disabled || !this.isConnected) return;
    this.link.connect(this);
    if (this.personal) this.learning.start();
  }

  private disconnectLink(): void {
    this.learning.stop();
    this.suggestions.dispatch({ type: 'left' });
    this.link.disconnect();
  }

  private onStatus(status: ElementStatus): void {
    this.requestUpdate();
    emit(this, 'superposed-progress', status);
    if (status.state === 'failed') this.report(status, true);
  }

  private report({ code, message }: Pick<EngineError, 'code' | 'message'>, fatal: boolean): void {
    emit(this, 'superposed-error', { code, message, fatal });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'superposed-complete': SuperposedComplete;
  }
}
