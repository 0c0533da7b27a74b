import type { Draft, GateName } from '@superposed/engine';
import type { ElementStatus } from './engine/engine-link';

export interface SuggestDetail {
  readonly drafts: readonly Draft[];
  /** The text up to the caret that they continue. */
  readonly text: string;
  /** False while the drafts still grow. */
  readonly done: boolean;
  /** Why drafts were held back, if some were: the names of the gates. */
  readonly suppressed: readonly GateName[];
  /** Since the text changed, or since the model was ready. */
  readonly milliseconds: number;
}

export interface AcceptDetail {
  readonly draft: Draft;
  /** Place among the drafts shown, 0 for the best. */
  readonly index: number;
  /** The text up to the caret. */
  readonly text: string;
  /** What goes in at the caret: the draft, or its first words. */
  readonly inserted: string;
}

export interface DismissDetail {
  readonly drafts: readonly Draft[];
  readonly text: string;
}

export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  /** True where there will be no drafts until `retry()`; false where only something is missing. */
  readonly fatal: boolean;
}

/** The events of `<superposed-complete>`. All bubble and leave shadow roots. */
export interface SuperposedEventMap {
  'superposed-suggest': CustomEvent<SuggestDetail>;
  'superposed-accept': CustomEvent<AcceptDetail>;
  'superposed-dismiss': CustomEvent<DismissDetail>;
  'superposed-progress': CustomEvent<ElementStatus>;
  'superposed-error': CustomEvent<ErrorDetail>;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- declarations merge only as interfaces
  interface HTMLElementEventMap extends SuperposedEventMap {}
}

/** Dispatches one of the element's events; false if a listener prevented its default. */
export function emit<K extends keyof SuperposedEventMap>(
  target: EventTarget,
  type: K,
  detail: SuperposedEventMap[K]['detail'],
  cancelable = false,
): boolean {
  return target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
}
