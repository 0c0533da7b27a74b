import type { ForwardOptions, LanguageModel, NextTokens, Row } from '@superposed/decoding';
import { EngineError } from '../protocol/errors';
import type { ModelReply, ModelRequest } from './messages';

/** The part of a worker that a model behind it needs. */
export interface ModelPort {
  postMessage(request: ModelRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ModelReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** How long a pass and a start may take, ms: after that the device is held to be lost. */
export const PATIENCE = { pass: 10_000, start: 120_000 };
/** Passes that may take as long as a start: kernels are compiled in them. */
const FIRST = 20;

/** A language model in a thread of its own. */
export class RemoteModel implements LanguageModel {
  /** Resolves, with why, once the thread or its device is gone, or does not answer. */
  readonly lost: Promise<string>;
  private length = 0;
  private passes = 0;
  private lose!: (why: string) => void;
  private gone: string | null = null;
  private waiting: { resolve: (reply: ModelReply) => void; reject: (error: Error) => void } | null = null;
  private sizes = { vocabularySize: 0, contextLength: 0 };

  private constructor(private readonly port: ModelPort) {
    this.lost = new Promise((resolve) => {
      this.lose = (why) => {
        this.gone ??= why;
        this.waiting?.reject(new EngineError('device-lost', this.gone));
        resolve(this.gone);
      };
    });
    port.onerror = ({ message }) => this.lose(message || 'its thread failed');
    port.onmessage = ({ data }) => {
      if (data.type === 'lost') this.lose(data.message);
      else this.waiting?.resolve(data);
    };
  }

  /**
   * Starts the model of a file in the thread behind a port.
   * @param bytes go over to that thread
   * @throws an Error with the reason why it could not start; the thread is ended then
   */
  static async start(port: ModelPort, bytes: Uint8Array<ArrayBuffer>, ortUrl: string): Promise<RemoteModel> {
    const model = new RemoteModel(port);
    try {
      const reply = await model.ask({ type: 'start', bytes, ortUrl }, [bytes.buffer], PATIENCE.start);
      if (reply.type !== 'started') throw new EngineError('device-lost', `its thread answered ${reply.type}`);
      model.sizes = reply;
      return model;
    } catch (error) {
      port.terminate();
      throw error;
    }
  }

  get vocabularySize(): number {
    return this.sizes.vocabularySize;
  }

  get contextLength(): number {
    return this.sizes.contextLength;
  }

  get cacheLength(): number {
    return this.length;
  }

  async forward(rows: readonly Row[], options: ForwardOptions = {}): Promise<NextTokens[]> {
    const { length } = this;
    const patience = this.passes++ < FIRST ? PATIENCE.start : PATIENCE.pass;
    const reply = await this.ask({ type: 'forward', length, rows, options }, [], patience);
    if (reply.type !== 'scored') throw new EngineError('device-lost', `its thread answered ${reply.type}`);
    this.length = length + rows.length;
    return reply.scored;
  }

  truncate(length: number): void {
    if (!Number.isInteger(length) || length < 0 || length > this.length) {
      throw new RangeError(`Can't truncate a cache of ${this.length} slots to ${length}.`);
    }
    this.length = length;
  }

  dispose(): Promise<void> {
    this.port.terminate();
    this.lose('it was given up');
    return Promise.resolve();
  }

  private async ask(request: ModelRequest, transfer: Transferable[], patience: number): Promise<ModelReply> {
    if (this.gone !== null) throw new EngineError('device-lost', this.gone);
    if (this.waiting) throw new Error('A pass is still running on this model; wait for it first.');
    const timer = setTimeout(() => this.lose(`no answer in ${patience} ms`), patience);
    try {
      const reply = await new Promise<ModelReply>((resolve, reject) => {
        this.waiting = { resolve, reject };
        this.port.postMessage(request, transfer);
      });
      if (reply.type === 'failed') throw new EngineError('device-lost', reply.message);
      return reply;
    } finally {
      clearTimeout(timer);
      this.waiting = null;
    }
  }
}
