import type { Draft, DraftSource } from './drafts';
import { GATES, type GateName } from './gates';
import { checkSuggestOptions, shown, type SuggestOptions } from './options';

/** Where the worker finds things and on what it computes. All addresses are absolute. */
export interface EngineConfig {
  /** The model's manifest. */
  readonly modelUrl: string;
  /** The n-gram table's manifest; null: no table. */
  readonly ngramsUrl: string | null;
  /** Folder of onnxruntime-web's files, ends in '/'. */
  readonly ortUrl: string;
  readonly device: 'auto' | 'webgpu' | 'wasm';
  /** Whether to learn from what this writer accepts and types, for this browser alone. Default false. */
  readonly personal?: boolean;
}

/** What the page says to the worker. */
export type Request =
  | { readonly type: 'load'; readonly config: EngineConfig }
  | { readonly type: 'suggest'; readonly id: number; readonly text: string; readonly options: SuggestOptions }
  | { readonly type: 'cancel'; readonly id: number }
  /** A text that drafts will be wanted for: read while nothing else is asked. No answer. */
  | { readonly type: 'read-ahead'; readonly text: string; readonly context: string }
  | { readonly type: 'learn'; readonly text: string }
  /** Wants a 'pong' as soon as the worker has a moment. */
  | { readonly type: 'ping' }
  | { readonly type: 'export-personal' | 'delete-personal'; readonly id: number }
  /** No draft may say `text` from now on. */
  | { readonly type: 'never-suggest'; readonly id: number; readonly text: string };

/** What is kept of one writer, in the form in which they get it. */
export interface PersonalExport {
  readonly format: 'superposed-personal';
  readonly version: 1;
  /** Fingerprint of the vocabulary. */
  readonly tokenizer: string;
  readonly ngrams: readonly {
    readonly text: string;
    readonly tokens: readonly number[];
    /** How often it was written, what is older counting less. */
    readonly weight: number;
  }[];
  /** What they do not want to be offered. */
  readonly never: readonly string[];
}

/** What is being done: the model's file comes in, or the session on the device is made. */
export type Phase = 'model' | 'prepare';

export interface Progress {
  readonly type: 'progress';
  readonly phase: Phase;
  /** Bytes so far, 0 … total. */
  readonly loaded: number;
  /** Bytes in all; 0 where that is not known. */
  readonly total: number;
}

export interface Ready {
  readonly type: 'ready';
  /** 'none': no model; drafts come from the n-gram table alone. */
  readonly device: 'webgpu' | 'wasm' | 'none';
  /** Why this device; with 'none', what became of the model. */
  readonly reason: string;
  /** Whether the n-gram table takes part. */
  readonly ngrams: boolean;
}

/** What the worker says to the page. An error without an id means that there will be no drafts at all. */
export type Reply =
  | Progress
  | Ready
  | { readonly type: 'pong' }
  /** The graphics processor is gone; only another worker can have it again. */
  | { readonly type: 'lost'; readonly message: string }
  | { readonly type: 'warning'; readonly code: string; readonly message: string }
  | {
      readonly type: 'drafts';
      readonly id: number;
      readonly drafts: readonly Draft[];
      readonly done: boolean;
      /** Gates that held something back. */
      readonly suppressed?: readonly GateName[];
    }
  /** Answers 'export-personal', and with null 'delete-personal' and 'never-suggest'. */
  | { readonly type: 'personal'; readonly id: number; readonly kept: PersonalExport | null }
  | { readonly type: 'error'; readonly id?: number; readonly code: string; readonly message: string };

type Fields = Record<string, unknown>;
const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown) => typeof value === 'number' && value >= 0;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areOptions = (options: Fields): true => {
  checkSuggestOptions(options);
  return true;
};
const SOURCES: readonly DraftSource[] = ['model', 'ngrams', 'phrases'];
const isGate = (value: unknown): boolean => GATES.includes(value as GateName);
const isDraft = (value: unknown): value is Draft =>
  isFields(value) &&
  isText(value.text) &&
  Number.isFinite(value.confidence) &&
  (value.calibrated === undefined || typeof value.calibrated === 'boolean') &&
  SOURCES.includes(value.source as DraftSource);
/**
 * Checks a message from the page.
 * @throws {TypeError} it is not one of ours
 * @throws {EngineError} 'bad-options': which option of a request is out of its range, and what that is
 */
export function parseRequest(value: unknown): Request {
  return parse<Request>(value, {
    load: ({ config }) =>
      isFields(config) &&
      isText(config.modelUrl) &&
      (config.ngramsUrl === null || isText(config.ngramsUrl)) &&
      isText(config.ortUrl) &&
      ['auto', 'webgpu', 'wasm'].includes(config.device as string) &&
      (config.personal === undefined || typeof config.personal === 'boolean'),
    suggest: ({ id, text, options }) => isId(id) && isText(text) && isFields(options) && areOptions(options),
    cancel: ({ id }) => isId(id),
    'read-ahead': ({ text, context }) => isText(text) && isText(context),
    learn: ({ text }) => isText(text),
    ping: () => true,
    'export-personal': ({ id }) => isId(id),
    'delete-personal': ({ id }) => isId(id),
    'never-suggest': ({ id, text }) => isId(id) && isText(text),
  });
}

/**
 * Checks a message from the worker.
 * @throws {TypeError} it is not one of ours
 */
export function parseReply(value: unknown): Reply {
  return parse<Reply>(value, {
    progress: ({ phase, loaded, total }) =>
      ['model', 'prepare'].includes(phase as string) && isCount(loaded) && isCount(total),
    ready: ({ device, reason, ngrams }) =>
      ['webgpu', 'wasm', 'none'].includes(device as string) && isText(reason) && typeof ngrams === 'boolean',
    pong: () => true,
    lost: ({ message }) => isText(message),
    warning: ({ code, message }) => isText(code) && isText(message),
    drafts: ({ id, drafts, done, suppressed }) =>
      isId(id) &&
      typeof done === 'boolean' &&
      Array.isArray(drafts) &&
      drafts.every(isDraft) &&
      (suppressed === undefined || (Array.isArray(suppressed) && suppressed.every(isGate))),
    personal: ({ id, kept }) =>
      isId(id) && (kept === null || (isFields(kept) && Array.isArray(kept.ngrams) && kept.version === 1)),
    error: ({ id, code, message }) => (id === undefined || isId(id)) && isText(code) && isText(message),
  });
}

function parse<T extends { type: string }>(
  value: unknown,
  checks: Record<T['type'], (fields: Fields) => boolean>,
): T {
  const type = isFields(value) ? value.type : undefined;
  const known = isText(type) && Object.hasOwn(checks, type);
  if (!known || !checks[type as T['type']](value as Fields)) {
    throw new TypeError(
      `Unknown message '${shown(type)}' or wrong fields in it; page and worker must match.`,
    );
  }
  return value as T;
}
