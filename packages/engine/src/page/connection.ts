import { abortable } from '../protocol/abortable';
import { EngineError } from '../protocol/errors';
import {
  parseReply,
  type EngineConfig,
  type PersonalExport,
  type Progress,
  type Ready,
  type Reply,
  type Request,
} from '../protocol/protocol';
import type { Draft } from '../protocol/drafts';
import type { Pending } from './pending';
import { StepTime } from './debounce';

/** What the page may know of its worker. */
export type Status =
  | ({ readonly state: 'loading' } & Omit<Progress, 'type'>)
  | ({ readonly state: 'ready' } & Omit<Ready, 'type'>)
  | { readonly state: 'failed'; readonly code: string; readonly message: string };

/** The part of a Worker that is needed here. */
export type Port = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

export interface ConnectionListener {
  onStatus?(status: Status): void;
  /** Something is missing that drafts can do without. */
  onWarning?(error: EngineError): void;
}

/** Milliseconds before a worker that died is replaced; after as many deaths without an answer between them, no more. */
const RESTARTS = [250, 1000, 4000];

/** Workers that a request may cost before it is given up: it may be what they die of. */
const DEADLY = 3;

/** Milliseconds between looks at a worker that owes an answer, and looks without a sign of life before it counts as dead. */
const WATCH = { every: 5000, patience: 12 };

/** A worker, the requests that it has yet to answer, and who wants to know how it does. */
export class Connection {
  status: Status = { state: 'loading', phase: 'model', loaded: 0, total: 0 };
  readonly listeners = new Set<ConnectionListener>();
  readonly stepTime = new StepTime();
  private port: Port | undefined;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  /** Whether a worker with this configuration has ever been ready. */
  private worked = false;
  /** Workers that died since one last answered. */
  private deaths = 0;
  private restart: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  /** Looks at the worker in which it gave no sign of life. */
  private silence = 0;
  /** Whether the worker was given back for a while. */
  private resting = false;

  constructor(
    private config: EngineConfig,
    private readonly createPort: () => Port,
  ) {
    this.start();
  }

  /** Starts a worker in the place of the one before, if any; what that one has yet to answer is asked of the new one. */
  start(): void {
    this.end();
    this.setStatus({ state: 'loading', phase: 'model', loaded: 0, total: 0 });
    let port: Port;
    try {
      port = this.createPort();
    } catch (error) {
      // What there is to say about it is loaded when it is needed.
      void import('./worker-blocked').then(({ workerBlockedMessage }) =>
        this.fail('worker-refused', workerBlockedMessage(error)),
      );
      return;
    }
    port.onmessage = ({ data }) => this.receive(port, data);
    port.onerror = (event) =>
      this.crash(
        event.message ||
          'its script could not be loaded; a host of another origin has to allow this one: Access-Control-Allow-Origin',
      );
    port.onmessageerror = () => this.crash('a message could not be read');
    this.port = port;
    this.post({ type: 'load', config: this.config });
    for (const { request } of this.pending.values()) this.post(request);
  }

  /** Ends the worker; what it has yet to answer is rejected with `reason`. */
  stop(reason: unknown): void {
    this.end();
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }

  /**
   * Gives the worker and its memory back until it is needed.
   * @returns false while it has something to do, or is not ready
   */
  rest(): boolean {
    if (this.pending.size > 0 || this.status.state !== 'ready') return false;
    this.end();
    this.resting = true;
    return true;
  }

  /** Starts another worker in the place of one that was given back. */
  wake(): void {
    if (this.resting) this.start();
  }

  private end(): void {
    this.resting = false;
    clearTimeout(this.restart);
    this.port?.terminate();
    this.port = undefined;
    this.silence = 0;
  }

  /** Asks for drafts. Rejects with an EngineError, or with the signal's reason. */
  request(
    request: Omit<Request & { type: 'suggest' }, 'type' | 'id'>,
    hooks: Pick<Pending, 'onDrafts' | 'onSuppressed'>,
    signal: AbortSignal,
  ): Promise<Draft[]> {
    const id = this.nextId++;
    return abortable(signal, (resolve, reject) => {
      this.ask<Draft[]>({ type: 'suggest', id, ...request }, hooks).then(resolve, reject);
      return () => {
        if (this.pending.delete(id)) this.post({ type: 'cancel', id });
      };
    });
  }

  /** Has the worker read a text that drafts will be wanted for. */
  readAhead(text: string, context: string): void {
    this.post({ type: 'read-ahead', text, context });
  }

  /** Gives the worker a text of the writer's to learn from. */
  learn(text: string): void {
    this.post({ type: 'learn', text });
  }

  /** Exports or deletes what is kept of the writer. Rejects with an EngineError where the worker has failed. */
  manage(type: 'export-personal' | 'delete-personal'): Promise<PersonalExport | null> {
    return this.ask({ type, id: this.nextId++ });
  }

  /** Keeps a text out of all drafts. Rejects with an EngineError where the worker has failed. */
  async neverSuggest(text: string): Promise<void> {
    await this.ask({ type: 'never-suggest', id: this.nextId++, text });
  }

  private post(request: Request): void {
    this.wake();
    this.port?.postMessage(request);
  }

  /** Posts what wants an answer, and sees to it that a worker that has died or hangs is found out. */
  private ask<T>(
    request: Request & { id: number },
    hooks: Pick<Pending, 'onDrafts' | 'onSuppressed'> = {},
  ): Promise<T> {
    const { status } = this;
    return new Promise((resolve, reject) => {
      if (status.state === 'failed') throw new EngineError(status.code, status.message);
      this.pending.set(request.id, { request, ...hooks, resolve, reject, deaths: 0 });
      this.post(request);
      this.watch ??= setInterval(() => this.look(), WATCH.every);
    });
  }

  /** A tab that was frozen looks once for all that it missed, so that the worker gets its time too. */
  private look(): void {
    if (this.pending.size === 0) {
      clearInterval(this.watch);
      this.watch = undefined;
      this.silence = 0;
    } else if (this.port && ++this.silence > WATCH.patience) this.crash('it no longer answers');
    else this.post({ type: 'ping' });
  }

  private receive(port: Port, data: unknown): void {
    if (port !== this.port) return;
    this.silence = 0;
    let reply: Reply;
    try {
      reply = parseReply(data);
    } catch (error) {
      this.crash(error instanceof Error ? error.message : String(error));
      return;
    }
    this.handle(reply);
  }

  private handle(reply: Reply): void {
    switch (reply.type) {
      case 'progress':
        this.setStatus({ state: 'loading', phase: reply.phase, loaded: reply.loaded, total: reply.total });
        break;
      case 'pong':
        break;
      case 'lost':
        // A graphics processor that was lost twice in a row would be lost again.
        if (this.deaths > 0) this.config = { ...this.config, device: 'wasm' };
        this.crash(reply.message);
        break;
      case 'ready':
        this.worked = true;
        this.setStatus({ state: 'ready', device: reply.device, reason: reply.reason, ngrams: reply.ngrams });
        break;
      case 'warning':
        this.warn(new EngineError(reply.code, reply.message));
        break;
      case 'drafts': {
        const pending = this.pending.get(reply.id);
        if (!reply.done && pending) this.time(pending, reply.drafts);
        const drafts = [...reply.drafts];
        if (reply.suppressed) pending?.onSuppressed?.(reply.suppressed);
        if (reply.done) this.settle(reply.id, ({ resolve }) => resolve(drafts as never));
        else pending?.onDrafts?.(drafts);
        break;
      }
      case 'personal':
        this.settle(reply.id, ({ resolve }) => resolve(reply.kept as never));
        break;
      case 'error':
        if (reply.id === undefined) this.fail(reply.code, reply.message);
        else this.settle(reply.id, ({ reject }) => reject(errorOf(reply)));
    }
  }

  /** The model's drafts grow by a step at a time; what comes before the first of them is the prompt. */
  private time(pending: Pending, drafts: readonly Draft[]): void {
    if (!drafts.some(({ source }) => source === 'model')) return;
    const now = performance.now();
    if (pending.grown !== undefined) this.stepTime.record(now - pending.grown);
    pending.grown = now;
  }

  private settle(id: number, act: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    this.deaths = 0;
    act(pending);
  }

  /** A worker that had worked is replaced after a while; one that never did would only die again. */
  private crash(why: string): void {
    const error = new EngineError(
      'worker-crashed',
      `The suggestion worker stopped (${why}). Try again, or reload the page.`,
    );
    const wait = this.worked ? RESTARTS[this.deaths] : undefined;
    if (wait === undefined) {
      this.fail(error.code, error.message);
      return;
    }
    this.end();
    this.deaths++;
    for (const [id, each] of this.pending) {
      if (++each.deaths < DEADLY) continue;
      this.pending.delete(id);
      each.reject(error);
    }
    this.setStatus({ state: 'loading', phase: 'model', loaded: 0, total: 0 });
    this.restart = setTimeout(() => this.start(), wait);
    this.warn(error);
  }

  private fail(code: string, message: string): void {
    this.stop(new EngineError(code, message));
    this.worked = false;
    this.deaths = 0;
    this.setStatus({ state: 'failed', code, message });
  }

  private warn(warning: EngineError): void {
    this.listeners.forEach((listener) => listener.onWarning?.(warning));
  }

  private setStatus(status: Status): void {
    this.status = status;
    this.listeners.forEach((listener) => listener.onStatus?.(status));
  }
}

function errorOf({ code, message }: Reply & { type: 'error' }): Error {
  return code === 'aborted' ? new DOMException(message, 'AbortError') : new EngineError(code, message);
}
