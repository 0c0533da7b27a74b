import type { Draft } from './drafts';
import { describeError } from './errors';
import {
  parseRequest,
  type EngineConfig,
  type Phase,
  type Reply,
  type Request,
  type SuggestOptions,
} from './protocol';

/** Makes drafts; the session on a loaded model. */
export interface Suggester {
  suggest(
    request: SuggestOptions & { readonly text: string },
    hooks: { readonly signal: AbortSignal; readonly onPartial: (drafts: Draft[]) => void },
  ): Promise<Draft[]>;
}

/** A model that is ready to make drafts. */
export interface Engine {
  readonly session: Suggester;
  readonly device: 'webgpu' | 'wasm';
  readonly reason: string;
  readonly ngrams: boolean;
}

export interface LoadHooks {
  readonly onProgress: (phase: Phase, loaded: number, total: number) => void;
  /** Something is missing that drafts can do without. */
  readonly onWarning: (error: unknown) => void;
}

/**
 * The worker's side of the protocol, free of any worker: takes messages, answers through `post`.
 * One request runs at a time; a newer one stops the one before it at its next step.
 * @param load called once, at the first 'load' message
 */
export function createHost(
  post: (reply: Reply) => void,
  load: (config: EngineConfig, hooks: LoadHooks) => Promise<Engine>,
): (message: unknown) => void {
  let engine: Promise<Engine> | undefined;
  let current: { id: number; controller: AbortController } | undefined;
  let queue: Promise<void> = Promise.resolve();

  async function start(config: EngineConfig): Promise<Engine> {
    const loaded = await load(config, {
      onProgress: (phase, bytes, total) => post({ type: 'progress', phase, loaded: bytes, total }),
      onWarning: (error) => post({ type: 'warning', ...describeError(error) }),
    });
    post({ type: 'ready', device: loaded.device, reason: loaded.reason, ngrams: loaded.ngrams });
    return loaded;
  }

  async function run(
    { id, text, options }: Request & { type: 'suggest' },
    signal: AbortSignal,
  ): Promise<void> {
    try {
      if (!engine) throw new Error("A 'load' message has to come first.");
      const { session } = await engine;
      signal.throwIfAborted();
      const onPartial = (drafts: Draft[]) => post({ type: 'drafts', id, drafts, done: false });
      const drafts = await session.suggest({ ...options, text }, { signal, onPartial });
      post({ type: 'drafts', id, drafts, done: true });
    } catch (error) {
      post({ type: 'error', id, ...describeError(error) });
    }
  }

  function handle(request: Request): void {
    switch (request.type) {
      case 'load':
        engine ??= start(request.config);
        engine.catch((error: unknown) => post({ type: 'error', ...describeError(error) }));
        break;
      case 'cancel':
        if (current?.id === request.id) current.controller.abort();
        break;
      case 'suggest': {
        current?.controller.abort();
        const controller = new AbortController();
        current = { id: request.id, controller };
        queue = queue.then(() => run(request, controller.signal));
      }
    }
  }

  return (message) => {
    try {
      handle(parseRequest(message));
    } catch (error) {
      const { id } = (message ?? {}) as { id?: unknown };
      post({ type: 'error', ...(Number.isSafeInteger(id) && { id: id as number }), ...describeError(error) });
    }
  };
}
