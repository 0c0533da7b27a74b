import { startWorker } from '../start-worker';
import { Connection, type ConnectionListener, type Port, type Status } from './connection';
import { extended, isRunningOut, remaining, type Draft, type DraftSet } from '../protocol/drafts';
import { isAbort } from '../protocol/errors';
import type { GateName } from '../protocol/gates';
import { AdaptiveDebounce } from './debounce';
import { restWhileHidden } from './rest';
import { abortable } from '../protocol/abortable';
import type { SuggestOptions } from '../protocol/options';
import type { EngineConfig, PersonalExport } from '../protocol/protocol';

export interface ClientSuggestOptions extends SuggestOptions {
  /**
   * Milliseconds to wait for the next keystroke before the worker is asked. 'auto' (default): not at all for the
   * first key after a pause, else about as long as the model's steps take on this device, 60 until that is known.
   */
  readonly debounce?: number | 'auto';
  readonly signal?: AbortSignal;
  /** Hears which gates held drafts back, before the last drafts come. */
  readonly onSuppressed?: (gates: readonly GateName[]) => void;
}

interface Shared {
  readonly connection: Connection;
  /** Ends the watch over whether anybody sees the page. */
  readonly unwatch: () => void;
  users: number;
}

/** One worker for each configuration, however many fields use it. */
const shared = new Map<string, Shared>();

/**
 * Gets drafts from a worker that all clients of the same configuration share.
 * Make one with `connect`, and `dispose` it when its field is gone.
 */
export class SuggestionClient {
  private draftSet: (DraftSet & { readonly key: string }) | undefined;
  private current: AbortController | undefined;
  private disposed = false;
  private readonly pace: AdaptiveDebounce;

  /** @internal Use `connect`. */
  constructor(
    private readonly connection: Connection,
    private readonly listener: ConnectionListener,
    private readonly release: () => void,
  ) {
    connection.listeners.add(listener);
    this.pace = new AdaptiveDebounce(connection.stepTime);
  }

  /** How the worker does. */
  get status(): Status {
    return this.connection.status;
  }

  /** Whether the drafts in hand continue `text`, so that the worker need not be asked. */
  validFor(text: string): boolean {
    return this.draftSet !== undefined && remaining(this.draftSet, text).length > 0;
  }

  /**
   * Drafts that continue `text`, best first. A newer call takes the place of the one before, which rejects with an
   * AbortError. While the writer types along drafts in hand, these are the answer; when little is left of them, they
   * are passed to `onDrafts` at once, and come back with more behind them.
   * @param text the text up to the caret
   * @param onDrafts called with the drafts as they grow
   * @throws {EngineError} no drafts can be had; `code` says why
   */
  async suggest(
    text: string,
    options: ClientSuggestOptions = {},
    onDrafts: (drafts: Draft[]) => void = () => undefined,
  ): Promise<Draft[]> {
    const { debounce = 'auto', signal, onSuppressed, ...request } = options;
    const paced = this.pace.key(performance.now());
    this.current?.abort();
    const controller = new AbortController();
    this.current = controller;
    const either = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    either.throwIfAborted();
    if (this.disposed) throw new DOMException('The client is disposed.', 'AbortError');

    const key = JSON.stringify(request);
    const held = this.draftSet?.key === key ? remaining(this.draftSet, text) : [];
    if (held.length > 0 && !isRunningOut(held, text)) return held;
    const ask = async (onGrowth: typeof onDrafts): Promise<Draft[]> => {
      // Drafts of the n-gram table alone cost nothing worth a wait.
      const delay = this.hasModel ? (debounce === 'auto' ? paced : debounce) : 0;
      if (delay > 0) await wait(delay, either);
      return this.connection.request(
        { text, options: request },
        { onDrafts: onGrowth, onSuppressed },
        either,
      );
    };
    const drafts = held.length > 0 ? await this.askQuietly(held, ask, onDrafts) : await ask(onDrafts);
    this.draftSet = { text, drafts, key };
    return [...drafts];
  }

  /**
   * Lets the worker read a text before drafts are wanted for it, so that the first ones come as quickly as the later ones.
   * @param context as in `SuggestOptions`
   */
  readAhead(text: string, context = ''): void {
    if (!this.disposed && text + context !== '') this.connection.readAhead(text, context);
  }

  /** More drafts behind those that are shown, which stay as they are until then, and if none can be had. */
  private async askQuietly(
    held: Draft[],
    ask: (onGrowth: () => void) => Promise<Draft[]>,
    onDrafts: (drafts: Draft[]) => void,
  ): Promise<Draft[]> {
    onDrafts(held);
    try {
      return extended(held, await ask(() => undefined));
    } catch (error) {
      if (isAbort(error)) throw error;
      return held;
    }
  }

  /** Whether a model makes the drafts: it is neither on its way nor missing. */
  private get hasModel(): boolean {
    return this.status.state === 'ready' && this.status.device !== 'none';
  }

  /**
   * Learns from what the writer has typed or accepted, where `EngineConfig.personal` says so; else nothing happens.
   * @param text each stretch of text once, a sentence or more at a time
   */
  learn(text: string): void {
    if (!this.disposed && text !== '') this.connection.learn(text);
  }

  /**
   * All that was learned from the writer; null where nothing can be.
   * @throws {EngineError} the worker has failed
   */
  exportPersonal(): Promise<PersonalExport | null> {
    return this.connection.manage('export-personal');
  }

  /**
   * Forgets all that was learned from the writer, in this browser's storage too.
   * @throws {EngineError} the worker has failed
   */
  async deletePersonal(): Promise<void> {
    await this.connection.manage('delete-personal');
  }

  /**
   * Keeps a text out of all drafts: for good with `EngineConfig.personal`, else until the page is left.
   * @param text words; case, punctuation and white space do not count
   * @throws {EngineError} the worker has failed
   */
  async neverSuggest(text: string): Promise<void> {
    this.draftSet = undefined;
    await this.connection.neverSuggest(text);
  }

  /** Starts the worker anew after a failure, of the model alone too. */
  retry(): void {
    const { status } = this;
    const failed = status.state === 'failed' || (status.state === 'ready' && status.device === 'none');
    if (failed && !this.disposed) this.connection.start();
  }

  /** Drops what is under way; the worker ends with its last client. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.current?.abort();
    this.connection.listeners.delete(this.listener);
    this.release();
  }
}

/**
 * Connects to the worker for this configuration; the first client starts it.
 * @param createPort makes the worker; tests pass their own
 */
export function connect(
  config: EngineConfig,
  listener: ConnectionListener = {},
  createPort: () => Port = startWorker,
): SuggestionClient {
  const key = JSON.stringify([
    config.modelUrl,
    config.ngramsUrl,
    config.ortUrl,
    config.device,
    config.personal ?? false,
  ]);
  let entry = shared.get(key);
  if (!entry) {
    const connection = new Connection(config, createPort);
    entry = { connection, unwatch: restWhileHidden(connection), users: 0 };
    shared.set(key, entry);
  }
  const { connection } = entry;
  const own = entry;
  own.users++;
  return new SuggestionClient(connection, listener, () => {
    if (--own.users > 0) return;
    shared.delete(key);
    own.unwatch();
    connection.stop(new DOMException('The client is disposed.', 'AbortError'));
  });
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return abortable(signal, (resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    return () => clearTimeout(timer);
  });
}
