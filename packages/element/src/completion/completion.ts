import type { Draft, EngineError, GateName } from '@superposed/engine';
import { textToComplete } from '../drafts/fit';
import type { State, Writing } from '../drafts/state';
import { Suggestions, type Effects } from '../drafts/suggestions';
import { firstWords } from '../drafts/words';
import type { EngineLink } from '../engine/engine-link';
import { emit } from '../events';
import type { AttachedField, FieldEvents } from '../fields/attached-field';
import type { Learning } from '../personal/learning';
import { suggestOptions, contextOf, type Settings } from '../settings';

/** What follows from it in the element. */
export interface Heard extends Pick<Effects, 'changed' | 'inNextFrame'> {
  accepted(inserted: string): void;
}

/** Asks for drafts of what is written in the field, puts them in, and tells the page of both. */
export class Completion implements Pick<FieldEvents, 'written' | 'moved' | 'left' | 'focused'> {
  private readonly suggestions: Suggestions;
  /** Gates that held back some of the drafts asked for last. */
  private suppressed: readonly GateName[] = [];
  /** What is written into the field at this moment, if anything. */
  private inserting: Writing | undefined;

  constructor(
    private readonly host: Settings,
    private readonly field: AttachedField,
    private readonly link: EngineLink,
    private readonly learning: Learning,
    private readonly heard: Heard,
  ) {
    this.suggestions = new Suggestions({
      ask: (text, onDrafts, signal) => this.ask(text, onDrafts, signal),
      suggested: (...drafts) => this.tell(...drafts),
      failed: (error) => {
        if (link.status?.state !== 'failed') this.report(error, false);
      },
      changed: (state) => heard.changed(state),
      inNextFrame: (task) => heard.inNextFrame(task),
    });
  }

  get state(): State {
    return this.suggestions.state;
  }

  written(foreign?: boolean): void {
    const { inserting } = this;
    this.learning.written(foreign && !inserting);
    this.look(inserting ?? (foreign === undefined ? undefined : foreign ? 'correction' : 'typing'));
  }

  moved(): void {
    this.learning.moved();
    this.suggestions.dispatch({ type: 'moved', field: this.field.read() });
  }

  left(): void {
    this.learning.left();
    this.suggestions.dispatch({ type: 'left' });
  }

  focused(): void {
    this.learning.moved();
    this.link.client?.readAhead(this.field.read()?.before ?? '', contextOf(this.host));
  }

  /** @param by how the text came about; undefined if it is only looked at again */
  look(by?: Writing): void {
    const { disabled, trigger } = this.host;
    const field = disabled ? null : this.field.read();
    this.suggestions.dispatch({ type: 'written', field, ask: trigger === 'auto', by });
  }

  /** Asks at the caret, whatever the trigger and what has been dismissed. */
  suggest(): void {
    this.suggestions.dispatch({ type: 'asked', field: this.field.read() });
  }

  select(index: number): void {
    this.suggestions.dispatch({ type: 'selected', index });
  }

  /**
   * @param words how many of the first words are put in; undefined for all
   * @returns what was put in, or null if there is no such draft or the page prevented it
   */
  accept(index: number, words?: number): string | null {
    const { suggestions, draftSet } = this.state;
    const suggestion = suggestions[index];
    if (!suggestion || textToComplete(this.field.read()) !== draftSet.text) return null;
    const first = words === undefined ? suggestion.text : firstWords(suggestion.text, words);
    const whole = first === suggestion.text;
    const inserted = whole ? first + (suggestion.gap ?? '') : first;
    const detail = { draft: suggestion, index, text: draftSet.text, inserted };
    if (!emit(this.host, 'superposed-accept', detail, true)) return null;
    this.insert(inserted, whole ? suggestion.skip : 0, whole ? 'draft' : 'typing');
    this.heard.accepted(inserted);
    return inserted;
  }

  /** False if there are no drafts, or the page prevented it. */
  dismiss(): boolean {
    const { suggestions, draftSet } = this.state;
    if (suggestions.length === 0) return false;
    const detail = { drafts: suggestions, text: draftSet.text };
    if (!emit(this.host, 'superposed-dismiss', detail, true)) return false;
    this.suggestions.dispatch({ type: 'dismissed' });
    return true;
  }

  report({ code, message }: Pick<EngineError, 'code' | 'message'>, fatal: boolean): void {
    emit(this.host, 'superposed-error', { code, message, fatal });
  }

  /** Editors may tell of it a moment later. */
  private insert(text: string, skip: number, by: Writing): void {
    this.inserting = by;
    setTimeout(() => (this.inserting = undefined));
    this.field.insert(text, skip);
  }

  private ask(text: string, onDrafts: (drafts: Draft[]) => void, signal: AbortSignal) {
    this.suppressed = [];
    const onSuppressed = (names: readonly GateName[]) => (this.suppressed = names);
    const options = { ...suggestOptions(this.host), ...this.field.surroundings, signal, onSuppressed };
    return this.link.client?.suggest(text, options, onDrafts) ?? null;
  }

  /** False if the page does not want the drafts shown. */
  private tell(text: string, drafts: readonly Draft[], done: boolean, milliseconds: number): boolean {
    const sinceReady = Math.min(milliseconds, performance.now() - this.link.since);
    const { suppressed } = this;
    const detail = { drafts, text, done, suppressed, milliseconds: sinceReady };
    return emit(this.host, 'superposed-suggest', detail, true);
  }
}
