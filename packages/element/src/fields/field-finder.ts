import type { LitElement, ReactiveController } from 'lit';
import type { AttachedField } from './attached-field';
import type { FieldAdapter } from './field-adapter';
import { fieldAt, fieldOf } from './find-field';

/** An element with a field: slotted, named by its id, or an editor with an adapter. */
export interface FieldHost extends LitElement {
  readonly htmlFor: string;
  readonly adapter?: FieldAdapter;
}

/** Attaches the field that an element is for, and another one as soon as that is meant. */
export class FieldFinder implements ReactiveController {
  private listening = new AbortController();
  /** What was looked for last. */
  private sought: Pick<FieldHost, 'htmlFor' | 'adapter'> | undefined;

  constructor(
    private readonly host: FieldHost,
    private readonly field: AttachedField,
  ) {
    host.addController(this);
  }

  /** Looks again: other elements may be in the slot. */
  find(): void {
    const { host, stage } = this;
    const { htmlFor, adapter } = host;
    this.sought = { htmlFor, adapter };
    const slot = host.renderRoot.querySelector<HTMLSlotElement>('slot:not([name])')!;
    this.field.attach(adapter ?? fieldOf(host, htmlFor, slot, stage));
  }

  hostConnected(): void {
    const { signal } = (this.listening = new AbortController());
    // Fields that come later, or are deeper down, or the second of several: the one with the focus is meant.
    this.host.getRootNode().addEventListener('focusin', (event) => this.onFocus(event), { signal });
    if (this.host.hasUpdated) this.find();
  }

  hostUpdated(): void {
    const { htmlFor, adapter } = this.host;
    if (htmlFor !== this.sought?.htmlFor || adapter !== this.sought.adapter) this.find();
  }

  hostDisconnected(): void {
    this.listening.abort();
  }

  letGo(): void {
    this.listening.abort();
    this.field.detach();
  }

  private onFocus(event: Event): void {
    const { host, stage } = this;
    const found = host.adapter ? null : fieldAt(event, host, host.htmlFor, stage);
    if (found) this.field.attach(found);
  }

  private get stage(): HTMLElement {
    return this.host.renderRoot.querySelector<HTMLElement>('.stage')!;
  }
}
