import type { WhenQuiet } from '../beside/quiet';
import type { Draft } from '../protocol/drafts';
import type { GateName } from '../protocol/gates';
import type { SuggestOptions } from '../protocol/options';
import type { Phase } from '../protocol/protocol';

/** Makes drafts; the session on a loaded model. */
export interface Suggester {
  /** Reads a text that drafts will be wanted for, until the signal stops it. */
  readAhead(request: { readonly text: string; readonly context: string }, signal: AbortSignal): Promise<void>;
  suggest(
    request: SuggestOptions & { readonly text: string },
    hooks: {
      readonly signal: AbortSignal;
      readonly onPartial: (drafts: Draft[]) => void;
      readonly onSuppressed: (gates: readonly GateName[]) => void;
    },
  ): Promise<Draft[]>;
}

/** A model that is ready to make drafts. */
export interface Engine {
  readonly session: Suggester;
  readonly device: 'webgpu' | 'wasm';
  readonly reason: string;
  readonly ngrams: boolean;
  /** Resolves, with why, when the device can no longer be used. */
  readonly lost?: Promise<string>;
  /** Looks for an engine on a faster device, beside its own work; null where there is none. */
  readonly improve?: (whenQuiet: WhenQuiet) => Promise<Engine | null>;
  /** Ends its model, with thread and memory; the engine can't be used afterwards. */
  readonly dispose?: () => Promise<void>;
}

export interface LoadHooks {
  readonly onProgress: (phase: Phase, loaded: number, total: number) => void;
  /** Something is missing that drafts can do without. */
  readonly onWarning: (error: unknown) => void;
}
