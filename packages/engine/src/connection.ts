import { EngineError } from './errors';
import {
  parseReply,
  type EngineConfig,
  type PersonalExport,
  type Progress,
  type Ready,
  type Reply,
  type Request,
} from './protocol';
import type { Draft } from './drafts';
import { StepTime } from './pace';

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

interface Pending {
  readonly onDrafts: (drafts: Draft[]) => void;
  readonly resolve: (drafts: Draft[]) => void;
  readonly reject: (error: unknown) => void;
  /** When the model's drafts last grew. */
  grown?: number;
}

interface Managed {
  readonly resolve: (kept: PersonalExport | null) => void;
  readonly reject: (error: unknown) => void;
}

/** A worker, the requests that it has yet to answer, and who wants to know how it does. */
export class Connection {
  status: Status = { state: 'loading', phase: 'model', loaded: 0, total: 0 };
  readonly listeners = new Set<ConnectionListener>();
  readonly stepTime = new StepTime();
  private port: Port | undefined;
  private readonly pending = new Map<number, Pending>();
  private readonly managed = new Map<number, Managed>();
  private nextId = 1;

  constructor(
    private readonly config: EngineConfig,
    private readonly createPort: () => Port,
  ) {
    this.start();
  }

  /** Starts a worker in the place of the one before, if any. */
  start(): void {
    this.stop(new EngineError('restarted', 'The worker was started anew.'));
    this.setStatus({ state: 'loading', phase: 'model', loaded: 0, total: 0 });
    try {
      const port = this.createPort();
      port.onmessage = ({ data }) => this.receive(port, data);
      port.onerror = (event) => this.crash(event.message || 'its script could not be loaded');
      port.onmessageerror = () => this.crash('a message could not be read');
      this.port = port;
      this.post({ type: 'load', config: this.config });
    } catch (error) {
      this.crash(error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends the worker; what it has yet to answer is rejected with `reason`. */
  stop(reason: unknown): void {
    this.port?.terminate();
    this.port = undefined;
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
    for (const { reject } of this.managed.values()) reject(reason);
    this.managed.clear();
  }

  /** Asks for drafts. Rejects with an EngineError, or with the signal's reason. */
  request(
    request: Omit<Request & { type: 'suggest' }, 'type' | 'id'>,
    onDrafts: (drafts: Draft[]) => void,
    signal: AbortSignal,
  ): Promise<Draft[]> {
    if (this.status.state === 'failed') {
      return Promise.reject(new EngineError(this.status.code, this.status.message));
    }
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { onDrafts, resolve, reject });
      this.post({ type: 'suggest', id, ...request });
      signal.addEventListener('abort', () => {
        if (!this.pending.delete(id)) return;
        this.post({ type: 'cancel', id });
        reject(signal.reason as Error);
      });
    });
  }

  /** Gives the worker a text of the writer's to learn from. */
  learn(text: string): void {
    this.post({ type: 'learn', text });
  }

  /** Exports or deletes what is kept of the writer. Rejects with an EngineError where the worker has failed. */
  manage(type: 'export-personal' | 'delete-personal'): Promise<PersonalExport | null> {
    if (this.status.state === 'failed') {
      return Promise.reject(new EngineError(this.status.code, this.status.message));
    }
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.managed.set(id, { resolve, reject });
      this.post({ type, id });
    });
  }

  private post(request: Request): void {
    this.port?.postMessage(request);
  }

  private receive(port: Port, data: unknown): void {
    if (port !== this.port) return;
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
      case 'ready':
        this.setStatus({ state: 'ready', device: reply.device, reason: reply.reason, ngrams: reply.ngrams });
        break;
      case 'warning': {
        const warning = new EngineError(reply.code, reply.message);
        this.listeners.forEach((listener) => listener.onWarning?.(warning));
        break;
      }
      case 'drafts':
        this.settle(reply.id, reply.done, (pending) => {
          if (!reply.done) this.time(pending, reply.drafts);
          (reply.done ? pending.resolve : pending.onDrafts)([...reply.drafts]);
        });
        break;
      case 'personal':
        this.managed.get(reply.id)?.resolve(reply.kept);
        this.managed.delete(reply.id);
        break;
      case 'error':
        if (reply.id === undefined) this.fail(reply.code, reply.message);
        else if (this.managed.has(reply.id)) {
          this.managed.get(reply.id)!.reject(errorOf(reply));
          this.managed.delete(reply.id);
        } else this.settle(reply.id, true, ({ reject }) => reject(errorOf(reply)));
    }
  }

  /** The model's drafts grow by a step at a time; what comes before the first of them is the prompt. */
  private time(pending: Pending, drafts: readonly Draft[]): void {
    if (!drafts.some(({ source }) => source === 'model')) return;
    const now = performance.now();
    if (pending.grown !== undefined) this.stepTime.record(now - pending.grown);
    pending.grown = now;
  }

  private settle(id: number, done: boolean, act: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    if (done) this.pending.delete(id);
    act(pending);
  }

  /** A worker that had worked gets another go; one that dies while it loads would only die again. */
  private crash(why: string): void {
    if (this.status.state === 'ready') this.start();
    else
      this.fail('worker-crashed', `The suggestion worker stopped (${why}). Try again, or reload the page.`);
  }

  private fail(code: string, message: string): void {
    this.stop(new EngineError(code, message));
    this.setStatus({ state: 'failed', code, message });
  }

  private setStatus(status: Status): void {
    this.status = status;
    this.listeners.forEach((listener) => listener.onStatus?.(status));
  }
}

function errorOf({ code, message }: Reply & { type: 'error' }): Error {
  return code === 'aborted' ? new DOMException(message, 'AbortError') : new EngineError(code, message);
}
