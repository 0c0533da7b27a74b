import type { ForwardOptions, NextTokens, Row } from '@superposed/decoding';

/** What the engine asks of a model in a thread of its own. */
export type ModelRequest =
  | { readonly type: 'start'; readonly bytes: Uint8Array; readonly ortUrl: string }
  | {
      readonly type: 'forward';
      /** Slots that are kept before the pass. */
      readonly length: number;
      readonly rows: readonly Row[];
      readonly options: ForwardOptions;
    };

/** What it answers, each request in its turn; 'lost' comes at any time, and nothing after it is to be trusted. */
export type ModelReply =
  | { readonly type: 'started'; readonly vocabularySize: number; readonly contextLength: number }
  | { readonly type: 'scored'; readonly scored: NextTokens[] }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'lost'; readonly message: string };

/** Name of the worker that serves a model, by which its script knows what to do. */
export const MODEL_WORKER = 'superposed-model';
