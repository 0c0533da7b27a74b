import type { ClientSuggestOptions, DraftLength, EngineConfig, GateSettings } from '@superposed/engine';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { scriptSource } from './engine/script-source';
import type { FieldAdapter } from './fields/field-adapter';
import type { KeyMap } from './keys/key-map';

const numberOrAuto = {
  fromAttribute: (value: string | null) => (value === null || value === 'auto' ? 'auto' : Number(value)),
};

const scripts = {
  // A server has no page to hold it to; the browser reads the attribute anew.
  fromAttribute: (value: string | null) =>
    'document' in globalThis && 'origin' in globalThis
      ? scriptSource(value, import.meta.url, { baseURI: document.baseURI, origin: globalThis.origin })
      : (value ?? undefined),
};

/** All that a page can set on the element. */
export abstract class Settings extends LitElement {
  /** Number of drafts, 1 … 10. */
  @property({ type: Number }) k = 3;
  /** Most tokens of a draft, 1 … 64; a token is about three quarters of a word. */
  @property({ type: Number, attribute: 'max-tokens' }) maxTokens = 10;
  /**
   * How long drafts are. 'word': one word. 'phrase': as many as are worth it, by the chance that all are right times what
   * they save. 'sentence': as far as a draft makes sense, to the end of its sentence at most.
   */
  @property() length: DraftLength = 'sentence';
  /** Address of the model's manifest. Default: beside the element's own files. */
  @property() model?: string;
  /** Address of the n-gram table's manifest; '' for none. Default: beside the element's own files. */
  @property() ngrams?: string;
  /**
   * Address of the folder with onnxruntime-web's files, which are scripts: as an attribute, on the page's own site; as a
   * property, anywhere. Default: beside the element's own files.
   */
  @property({ converter: scripts }) ort?: string;
  /** Where the model runs. */
  @property() device: EngineConfig['device'] = 'auto';
  /** 'distinct': each draft begins with another word. 'paper': Superposed Decoding as published. */
  @property() openings: 'distinct' | 'paper' = 'distinct';
  /**
   * Steps after its first word in which each draft is computed on its own, 0 … 64; together from then on. 0 costs
   * least; more keeps the ends of the drafts coherent. 'auto': as many as this device does in good time.
   */
  @property({ attribute: 'branch-steps', converter: numberOrAuto }) branchSteps: number | 'auto' = 'auto';
  /** Where no draft has this confidence, 0 … 1, none is shown: the chance that its first word is meant. */
  @property({ type: Number }) threshold = 0;
  /**
   * Gates that are switched off, by name: `{ gender: false }`. Each holds drafts back for one reason, which
   * `superposed-suggest` names in `suppressed`.
   */
  @property({ attribute: false }) gates: GateSettings = {};
  /**
   * What the text answers or is about, put before it: a message that is replied to, a title, who writes. A function is
   * asked each time.
   */
  @property() context: string | (() => string) = '';
  /**
   * Sentences of the page or of the writer's own that are offered as soon as one has begun: at most 200, of 500 characters
   * each. `{name}` marks what is to be filled in: the draft ends there.
   */
  @property({ attribute: false }) phrases: readonly string[] = [];
  /** Milliseconds to wait for the next keystroke. 'auto': as long as pays on this device. */
  @property({ converter: numberOrAuto }) debounce: number | 'auto' = 'auto';
  /** 'auto': drafts come as one writes. 'manual': only by key or by `suggest()`. */
  @property() trigger: 'auto' | 'manual' = 'auto';
  /** Whether the user is asked before a download: 'auto' where the line is slow or metered, as far as the browser tells. */
  @property() consent: 'auto' | 'always' | 'never' = 'auto';
  /** Whether to learn from what this writer types and accepts. It stays in their browser, and is never sent. */
  @property({ type: Boolean }) personal = false;
  /** No suggestions, and nothing is loaded. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** The id of a field elsewhere in the same document or shadow root, in place of a slotted one. */
  @property({ attribute: 'for' }) htmlFor = '';
  /** Whether the selected draft is drawn after the caret. */
  @property() ghost: 'on' | 'off' = 'on';
  /** Where the drafts are listed: below or above the field, floating at the caret, or nowhere. */
  @property({ reflect: true }) bar: 'below' | 'above' | 'floating' | 'off' = 'below';
  /** Other keys than `DEFAULT_KEYS`; what is left out stays as it is. */
  @property({ attribute: false }) keys: Partial<KeyMap> = {};
  /** An editor that is no native field; takes the place of a slotted one and of `for`. */
  @property({ attribute: false }) adapter?: FieldAdapter;
}

/** What of the settings a request for drafts is made with. */
export function suggestOptions(settings: Settings): ClientSuggestOptions {
  const { k, maxTokens, length, openings, branchSteps, threshold, debounce, gates, phrases } = settings;
  const context = contextOf(settings);
  return {
    ...{ k, maxTokens, length, openings, branchSteps, threshold, debounce, gates },
    ...(context !== '' && { context }),
    ...(phrases.length > 0 && { phrases }),
  };
}

/** The context as a text; an attribute that is taken away leaves null. */
export function contextOf({ context }: Settings): string {
  return (typeof context === 'function' ? context() : context) || '';
}
